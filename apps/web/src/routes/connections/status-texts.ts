import { localized } from '../../lib/locale.ts';
import { connectionStatus } from '../../locales/en.ts?connectionStatus';

export const t = localized('connectionStatus', connectionStatus);
