import { localized } from '../../lib/locale.ts';
import { vmDialogs } from '../../locales/en.ts?vmDialogs';

export const t = localized('vmDialogs', vmDialogs);
