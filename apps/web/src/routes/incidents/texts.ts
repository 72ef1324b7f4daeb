import { localized } from '../../lib/locale.ts';
import { incidents } from '../../locales/en.ts?incidents';

export const t = localized('incidents', incidents);
