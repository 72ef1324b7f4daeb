import type { PasswordHasher } from '../ports/index.ts';

/** The hash of a new password, of its composed form: however a keyboard spells it, it is the same password. */
export function hashPassword(hasher: PasswordHasher, password: string): Promise<string> {
  return hasher.hash(password.normalize('NFC'));
}
