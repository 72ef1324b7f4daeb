import { localized } from '../../lib/locale.ts';
import { operatorDialogs } from '../../locales/en.ts?operatorDialogs';

export const t = localized('operatorDialogs', operatorDialogs);
