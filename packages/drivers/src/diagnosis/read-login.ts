import { CONNECTION_FORMS, type Credential, KIND_LABELS } from '@portolan/contract';
import type { ConnectionTarget } from '../driver.ts';
import { invalidSetting } from '../stages/invalid-setting.ts';

/** The login of a target, as far as all wire protocols ask for it the same way. */
export interface LoginText {
  user: string;
  /** Empty where none is stored. */
  password: string;
  /** What must never show up in a text. */
  secrets: string[];
}

/** User and password of a target, or CONFIG_INVALID where the form of its kind knows no such credential. */
export function readLogin({ dbType, username, credential }: ConnectionTarget): LoginText {
  if (!username) throw invalidSetting('Username is missing', 'Enter the login the DBA gave you for this database');
  const password = wireText(passwordIn(dbType, credential), 'password');
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

function passwordIn(dbType: ConnectionTarget['dbType'], credential: Credential | null): string {
  if (credential === null) return '';
  const known = CONNECTION_FORMS[dbType].credentials;
  if (known.some(({ type }) => type === credential.type)) {
    if (credential.type === 'password') return credential.password;
    // Some servers take a token in place of a password, and never know the difference.
    if (credential.type === 'token') return credential.token;
  }
  const ways = known.map(({ label }) => label.toLowerCase()).join(' or ');
  throw invalidSetting(`${KIND_LABELS[dbType]} knows no such kind of credential`, `Enter ${ways} of the login`);
}
