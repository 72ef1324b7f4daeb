import { localized } from '../../../lib/locale.ts';
import { machine } from '../../../locales/en.ts?machine';

export const t = localized('machine', machine);
