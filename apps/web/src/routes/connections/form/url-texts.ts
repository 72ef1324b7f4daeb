import { localized } from '../../../lib/locale.ts';
import { urlReading } from '../../../locales/en.ts?urlReading';

export const t = localized('urlReading', urlReading);
