import { localized } from '../../lib/locale.ts';
import { roleFacts } from '../../locales/en.ts?roleFacts';

export const t = localized('roleFacts', roleFacts);
