import { localized } from '../../lib/locale.ts';
import { account } from '../../locales/en.ts?account';

export const t = localized('account', account);
