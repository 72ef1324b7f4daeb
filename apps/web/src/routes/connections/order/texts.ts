import { localized } from '../../../lib/locale.ts';
import { order } from '../../../locales/en.ts?order';

export const t = localized('order', order);
