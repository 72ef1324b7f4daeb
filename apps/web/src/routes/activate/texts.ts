import { localized } from '../../lib/locale.ts';
import { activate } from '../../locales/en.ts?activate';

export const t = localized('activate', activate);
