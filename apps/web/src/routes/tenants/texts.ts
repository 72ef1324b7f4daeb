import { localized } from '../../lib/locale.ts';
import { tenants } from '../../locales/en.ts?tenants';

export const t = localized('tenants', tenants);
