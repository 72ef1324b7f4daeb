import { localized } from '../../../lib/locale.ts';
import { testReport } from '../../../locales/en.ts?testReport';

export const t = localized('testReport', testReport);
