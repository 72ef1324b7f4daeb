import { localized } from '../../lib/locale.ts';
import { users } from '../../locales/en.ts?users';

export const t = localized('users', users);
