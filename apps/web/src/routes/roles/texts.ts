import { localized } from '../../lib/locale.ts';
import { roles } from '../../locales/en.ts?roles';

export const t = localized('roles', roles);
