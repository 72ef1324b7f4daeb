import { localized } from '../../../lib/locale.ts';
import { connectionForm } from '../../../locales/en.ts?connectionForm';

export const t = localized('connectionForm', connectionForm);
