import { localized } from '../../lib/locale.ts';
import { hypervisorDialogs } from '../../locales/en.ts?hypervisorDialogs';

export const t = localized('hypervisorDialogs', hypervisorDialogs);
