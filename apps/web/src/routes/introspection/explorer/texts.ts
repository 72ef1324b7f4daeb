import { localized } from '../../../lib/locale.ts';
import { explorer } from '../../../locales/en.ts?explorer';

export const t = localized('explorer', explorer);
