import { CONNECTION_FORMS } from '@portolan/contract';
import { type CredentialReference, isReference } from './desired.ts';
import type { Faults } from './faults.ts';
import { orNearest } from './names.ts';

/** What each type of credential is made of, beside the key of a client certificate. */
const PARTS: Record<CredentialReference['type'], { required: string[]; optional: string[] }> = {
  password: { required: ['password'], optional: ['tlsKey'] },
  token: { required: ['token'], optional: ['tlsKey'] },
  keyPair: { required: ['privateKey'], optional: ['passphrase', 'tlsKey'] },
  oauthClient: { required: ['clientId', 'clientSecret'], optional: ['tlsKey'] },
};
const VARIABLE = /^[A-Za-z_]\w*$/;
const PLACEHOLDER = 'x';

type Given = Record<string, unknown>;

/** How a connection signs in; null for not at all, undefined where nothing is said. No value is ever quoted here. */
export function readCredential(faults: Faults, given: Given, place: string): Given | null | undefined {
  const { password, credential } = given;
  if (password !== undefined && credential !== undefined) {
    faults.add(`${place}.password`, 'is short for a credential: give one of the two');
    return undefined;
  }
  if (password === null || credential === null) return null;
  if (password !== undefined) {
    readReference(faults, password, `${place}.password`);
    return { type: 'password', password };
  }
  return credential === undefined ? undefined : readWhole(faults, given, credential, `${place}.credential`);
}

function readWhole(faults: Faults, { dbType }: Given, value: unknown, place: string): Given | undefined {
  const type = (value as { type?: unknown } | null)?.type;
  const parts = typeof type === 'string' && Object.hasOwn(PARTS, type) ? PARTS[type as keyof typeof PARTS] : null;
  if (!parts) {
    const usual = CONNECTION_FORMS[dbType as keyof typeof CONNECTION_FORMS]?.credentials.map((each) => each.type);
    const known = usual ?? Object.keys(PARTS);
    const near = typeof type === 'string' ? orNearest(type, Object.keys(PARTS)) : '';
    faults.add(`${place}.type`, `has to be one of ${known.join(', ')}.${near}`);
    return undefined;
  }
  const known = [...parts.required, ...parts.optional];
  const credential = faults.object(value, place, ['type', ...known]);
  if (!credential) return undefined;
  for (const key of known) {
    if (key === 'clientId' || (credential[key] === undefined && parts.optional.includes(key))) continue;
    readReference(faults, credential[key], `${place}.${key}`);
  }
  return Object.fromEntries(Object.entries(credential).filter(([key]) => key === 'type' || known.includes(key)));
}

function readReference(faults: Faults, value: unknown, place: string): void {
  if (isReference(value) && VARIABLE.test(value.env) && Object.keys(value).length === 1) return;
  faults.add(
    place,
    value === undefined
      ? "is missing: name its variable by env('NAME')"
      : "is a secret, and stands in no config: name its variable by env('NAME')",
  );
}

/** The same with something for each secret, so that the contract can judge all the rest. */
export function withPlaceholders(credential: Given): Given {
  return Object.fromEntries(
    Object.entries(credential).map(([key, value]) => [key, isReference(value) ? PLACEHOLDER : value]),
  );
}
