import { localized } from '../../lib/locale.ts';
import { vmQuota } from '../../locales/en.ts?vmQuota';

export const t = localized('vmQuota', vmQuota);
