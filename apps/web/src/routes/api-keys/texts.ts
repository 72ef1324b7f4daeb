import { localized } from '../../lib/locale.ts';
import { apiKeys } from '../../locales/en.ts?apiKeys';

export const t = localized('apiKeys', apiKeys);
