import { localized } from '../../lib/locale.ts';
import { incidentWords } from '../../locales/en.ts?incidentWords';

/** What is said of an incident wherever it is shown. */
export const words = localized('incidentWords', incidentWords);
