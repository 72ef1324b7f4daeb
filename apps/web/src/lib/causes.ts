import { DIAGNOSIS_CODES } from '@portolan/contract';
import { causes } from '../locales/en.ts?causes';
import { localized } from './locale.ts';

const t = localized('causes', causes);

/** "nobody listens there": a code of a diagnosis in words, within a sentence. */
export function causeOf(code: unknown): string | undefined {
  const known = DIAGNOSIS_CODES.find((one) => one === code);
  return known && t()[known];
}
