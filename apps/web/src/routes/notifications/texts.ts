import { localized } from '../../lib/locale.ts';
import { notifications } from '../../locales/en.ts?notifications';

export const t = localized('notifications', notifications);
