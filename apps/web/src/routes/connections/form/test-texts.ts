import { localized } from '../../../lib/locale.ts';
import { draftTest } from '../../../locales/en.ts?draftTest';

export const t = localized('draftTest', draftTest);
