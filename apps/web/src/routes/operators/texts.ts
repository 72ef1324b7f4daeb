import { localized } from '../../lib/locale.ts';
import { operators } from '../../locales/en.ts?operators';

export const t = localized('operators', operators);
