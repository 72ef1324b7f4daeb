import { localized } from '../../../lib/locale.ts';
import { diagrams } from '../../../locales/en.ts?diagrams';

export const t = localized('diagrams', diagrams);
