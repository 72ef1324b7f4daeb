import { DIAGNOSIS_CODES } from '@portolan/contract';
import { actTexts } from './texts.ts';

/** How a sentence tells why a database could not be reached. */
export function failureWords(code: unknown): string | null {
  const known = DIAGNOSIS_CODES.find((one) => one === code);
  return known ? actTexts().reasons[known] : null;
}
