import { complaints } from '../locales/en.ts?complaints';
import { localized } from './locale.ts';

const t = localized('complaints', complaints);

/** What a schema of the contract says of a value, in the language at hand. */
export function complaint(english: string): string {
  return t().text(english);
}
