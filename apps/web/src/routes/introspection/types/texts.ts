import { localized } from '../../../lib/locale.ts';
import { typeSources } from '../../../locales/en.ts?typeSources';

export const t = localized('typeSources', typeSources);
