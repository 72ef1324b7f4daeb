import { localized } from '../../../../lib/locale.ts';
import { relations } from '../../../../locales/en.ts?relations';

export const t = localized('relations', relations);
