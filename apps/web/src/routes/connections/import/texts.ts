import { localized } from '../../../lib/locale.ts';
import { importing } from '../../../locales/en.ts?importing';

export const t = localized('importing', importing);
