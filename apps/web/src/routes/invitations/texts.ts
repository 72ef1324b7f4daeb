import { localized } from '../../lib/locale.ts';
import { invitations } from '../../locales/en.ts?invitations';

export const t = localized('invitations', invitations);
