import { localized } from '../../../lib/locale.ts';
import { tagsInput } from '../../../locales/en.ts?tagsInput';

export const t = localized('tagsInput', tagsInput);
