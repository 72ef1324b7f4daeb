import { localized } from '../../lib/locale.ts';
import { apiKeyDialogs } from '../../locales/en.ts?apiKeyDialogs';

export const t = localized('apiKeyDialogs', apiKeyDialogs);
