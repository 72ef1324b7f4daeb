import { localized } from '../../lib/locale.ts';
import { connections } from '../../locales/en.ts?connections';

export const t = localized('connections', connections);
