import { localized } from '../../lib/locale.ts';
import { vms } from '../../locales/en.ts?vms';

export const t = localized('vms', vms);
