import { localized } from '../../../lib/locale.ts';
import { differences } from '../../../locales/en.ts?differences';

export const t = localized('differences', differences);
