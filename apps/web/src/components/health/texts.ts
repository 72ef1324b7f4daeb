import { localized } from '../../lib/locale.ts';
import { health } from '../../locales/en.ts?health';

export const t = localized('health', health);
