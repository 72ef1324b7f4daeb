import { localized } from '../../lib/locale.ts';
import { serviceAccounts } from '../../locales/en.ts?serviceAccounts';

export const t = localized('serviceAccounts', serviceAccounts);
