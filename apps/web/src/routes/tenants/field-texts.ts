import { localized } from '../../lib/locale.ts';
import { tenantFields } from '../../locales/en.ts?tenantFields';

export const t = localized('tenantFields', tenantFields);
