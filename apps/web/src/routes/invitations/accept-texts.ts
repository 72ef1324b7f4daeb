import { localized } from '../../lib/locale.ts';
import { acceptance } from '../../locales/en.ts?acceptance';

export const t = localized('acceptance', acceptance);
