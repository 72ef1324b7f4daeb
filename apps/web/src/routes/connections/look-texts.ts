import { localized } from '../../lib/locale.ts';
import { listLook } from '../../locales/en.ts?listLook';

export const t = localized('listLook', listLook);
