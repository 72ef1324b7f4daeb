import { localized } from '../../lib/locale.ts';
import { hypervisors } from '../../locales/en.ts?hypervisors';

export const t = localized('hypervisors', hypervisors);
