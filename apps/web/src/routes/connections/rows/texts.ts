import { localized } from '../../../lib/locale.ts';
import { rows } from '../../../locales/en.ts?rows';

export const t = localized('rows', rows);
