import { type Credential, KIND_LABELS } from '@portolan/contract';
import type { ConnectionTarget } from '../driver.ts';
import { invalidSetting } from './invalid-setting.ts';

/** The login of a target, as far as all wire protocols ask for it the same way. */
export interface LoginText {
  user: string;
  /** Empty where none is stored. */
  password: string;
  /** What must never show up in a text. */
  secrets: string[];
}

/** User and password of a target, or CONFIG_INVALID; `tokens` where the server takes a token in place of a password. */
export function readLogin({ dbType, username, credential }: ConnectionTarget, tokens: boolean): LoginText {
  if (!username) throw invalidSetting('Username is missing', 'Enter the login the DBA gave you for this database');
  const password = wireText(passwordIn(credential, tokens) ?? refuse(dbType, tokens), 'password');
  return {
    user: wireText(username, 'username'),
    password,
    secrets: [password, credential?.tlsKey ?? ''].filter((secret) => secret !== ''),
  };
}

/** Logins travel as texts that a NUL ends: one inside would forge what comes after it. */
export function wireText(value: string, what: string): string {
  if (value.includes('\0')) throw invalidSetting(`The ${what} contains a NUL character`, `Enter the ${what} again`);
  return value;
}

/** Null where the credential is of another kind. */
function passwordIn(credential: Credential | null, tokens: boolean): string | null {
  if (credential === null) return '';
  if (credential.type === 'password') return credential.password;
  return credential.type === 'token' && tokens ? credential.token : null;
}

function refuse(dbType: ConnectionTarget['dbType'], tokens: boolean): never {
  const remedy = tokens ? 'Enter a password or a token' : 'Enter the password of the login';
  throw invalidSetting(`${KIND_LABELS[dbType]} knows no such kind of credential`, remedy);
}
