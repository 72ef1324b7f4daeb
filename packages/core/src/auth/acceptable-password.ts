import { PASSWORD_MIN } from '@portolan/contract';
import { invalid } from '../errors.ts';
import { accountKey } from './account-key.ts';
import { isCommonPassword } from './common-passwords.ts';

/** Refuses a password that everybody tries first. `path` is where it stands in the input. */
export function assertAcceptablePassword(password: string, email: string, path: string): void {
  if (password.length < PASSWORD_MIN) throw invalid(path, `Must have at least ${PASSWORD_MIN} characters`);
  if (isCommonPassword(password))
    throw invalid(path, 'This password is among the first that anyone tries; choose another');
  if (accountKey(password) === accountKey(email)) throw invalid(path, 'Must not be your e-mail address');
}
