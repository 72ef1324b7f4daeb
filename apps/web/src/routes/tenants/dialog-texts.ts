import { localized } from '../../lib/locale.ts';
import { tenantDialogs } from '../../locales/en.ts?tenantDialogs';

export const t = localized('tenantDialogs', tenantDialogs);
