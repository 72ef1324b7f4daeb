import { localized } from '../../lib/locale.ts';
import { userDialogs } from '../../locales/en.ts?userDialogs';

export const t = localized('userDialogs', userDialogs);
