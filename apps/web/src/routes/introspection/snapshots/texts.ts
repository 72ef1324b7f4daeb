import { localized } from '../../../lib/locale.ts';
import { snapshots } from '../../../locales/en.ts?snapshots';

export const t = localized('snapshots', snapshots);
