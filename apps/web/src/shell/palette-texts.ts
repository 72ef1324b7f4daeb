import { localized } from '../lib/locale.ts';
import { palette } from '../locales/en.ts?palette';

export const t = localized('palette', palette);
