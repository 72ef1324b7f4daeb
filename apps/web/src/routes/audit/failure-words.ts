import { causeOf } from '../../lib/causes.ts';

/** How a sentence tells why a database could not be reached. */
export const failureWords = (code: unknown): string | null => causeOf(code) ?? null;
