import { localized } from '../../../lib/locale.ts';
import { rowMenu } from '../../../locales/en.ts?rowMenu';

export const t = localized('rowMenu', rowMenu);
