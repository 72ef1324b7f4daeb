import { localized } from '../../lib/locale.ts';
import { connectionHead } from '../../locales/en.ts?connectionHead';

export const t = localized('connectionHead', connectionHead);
