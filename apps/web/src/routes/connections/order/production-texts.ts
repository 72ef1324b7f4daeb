import { localized } from '../../../lib/locale.ts';
import { production } from '../../../locales/en.ts?production';

export const t = localized('production', production);
