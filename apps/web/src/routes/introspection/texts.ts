import { localized } from '../../lib/locale.ts';
import { charting } from '../../locales/en.ts?charting';

export const t = localized('charting', charting);
