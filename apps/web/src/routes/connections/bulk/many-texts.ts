import { localized } from '../../../lib/locale.ts';
import { many } from '../../../locales/en.ts?many';

export const t = localized('many', many);
