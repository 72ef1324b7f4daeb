import { localized } from '../../../lib/locale.ts';
import { auditDetails } from '../../../locales/en.ts?auditDetails';
import { importing } from '../../../locales/en.ts?importing';

export const t = localized('importing', importing);
/** The fields of a connection by their names. */
export const fieldTexts = localized('auditDetails', auditDetails);
