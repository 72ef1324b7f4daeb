import { localized } from '../../lib/locale.ts';
import { roleDialogs } from '../../locales/en.ts?roleDialogs';

export const t = localized('roleDialogs', roleDialogs);
