import { localized } from '../../../lib/locale.ts';
import { overview } from '../../../locales/en.ts?overview';

export const t = localized('overview', overview);
