import { localized } from '../../../lib/locale.ts';
import { columnSearch } from '../../../locales/en.ts?columnSearch';

export const t = localized('columnSearch', columnSearch);
