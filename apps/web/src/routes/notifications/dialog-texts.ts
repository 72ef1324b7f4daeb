import { localized } from '../../lib/locale.ts';
import { notificationDialogs } from '../../locales/en.ts?notificationDialogs';

export const t = localized('notificationDialogs', notificationDialogs);
