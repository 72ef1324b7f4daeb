import { localized } from '../../lib/locale.ts';
import { serviceAccountDialogs } from '../../locales/en.ts?serviceAccountDialogs';

export const t = localized('serviceAccountDialogs', serviceAccountDialogs);
