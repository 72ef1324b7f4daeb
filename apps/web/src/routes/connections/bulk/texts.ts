import { localized } from '../../../lib/locale.ts';
import { bulk } from '../../../locales/en.ts?bulk';

export const t = localized('bulk', bulk);
