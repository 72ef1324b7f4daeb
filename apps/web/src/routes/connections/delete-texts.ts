import { localized } from '../../lib/locale.ts';
import { deleting } from '../../locales/en.ts?deleting';

export const t = localized('deleting', deleting);
