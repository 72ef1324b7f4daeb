import { localized } from '../../../lib/locale.ts';
import { monitoring } from '../../../locales/en.ts?monitoring';

export const t = localized('monitoring', monitoring);
