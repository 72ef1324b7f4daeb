import { localized } from '../../lib/locale.ts';
import { invitationDialogs } from '../../locales/en.ts?invitationDialogs';

export const t = localized('invitationDialogs', invitationDialogs);
