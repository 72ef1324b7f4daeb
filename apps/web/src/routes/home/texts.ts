import { localized } from '../../lib/locale.ts';
import { home } from '../../locales/en.ts?home';

export const t = localized('home', home);
