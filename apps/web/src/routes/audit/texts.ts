import { localized } from '../../lib/locale.ts';
import { audit } from '../../locales/en.ts?audit';
import { auditActs } from '../../locales/en.ts?auditActs';
import { auditDetails } from '../../locales/en.ts?auditDetails';
import { auditVerdict } from '../../locales/en.ts?auditVerdict';

export const t = localized('audit', audit);
export const actTexts = localized('auditActs', auditActs);
export const detailTexts = localized('auditDetails', auditDetails);
export const verdictTexts = localized('auditVerdict', auditVerdict);
