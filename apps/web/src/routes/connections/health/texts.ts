import { localized } from '../../../lib/locale.ts';
import { healthCell } from '../../../locales/en.ts?healthCell';

export const t = localized('healthCell', healthCell);
