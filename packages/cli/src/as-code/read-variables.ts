import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { readSecret } from '../terminal/index.ts';
import type { Plan } from './change.ts';
import { type CredentialReference, isReference, variablesOf } from './desired.ts';

/** The variables that a plan sends secrets from, each with the connections that they are for. */
export function variablesNeeded({ changes }: Pick<Plan, 'changes'>): Map<string, string[]> {
  const needed = new Map<string, string[]>();
  for (const change of changes) {
    if (change.kind !== 'connection' || change.action === 'delete' || !change.credential) continue;
    for (const name of variablesOf(change.credential)) {
      needed.set(name, [...(needed.get(name) ?? []), `${change.tenant}/${change.name}`]);
    }
  }
  return needed;
}

export const missingOf = (needed: ReadonlyMap<string, string[]>, env: Io['env']): string[] =>
  [...needed.keys()].filter((name) => !env[name]);

/** Their values: on a terminal the missing ones are asked for, elsewhere all of them are told at once. */
export async function readVariables(io: Io, needed: ReadonlyMap<string, string[]>): Promise<Map<string, string>> {
  const missing = missingOf(needed, io.env);
  if (missing.length > 0 && !io.stdin.isTTY) {
    const told = missing.map((name) => `${name}: for ${placesOf(needed, name)}.`);
    const message = 'Nothing was changed: variables that hold secrets of the config are not set.';
    throw new Failure(message, EXIT.usage, 'MISSING_VARIABLES', told);
  }
  const values = new Map<string, string>();
  for (const name of needed.keys()) {
    values.set(name, io.env[name] || (await readSecret(io, `${name}, for ${placesOf(needed, name)}: `)));
  }
  return values;
}

const NAMED = 3;

function placesOf(needed: ReadonlyMap<string, string[]>, name: string): string {
  const places = needed.get(name) ?? [];
  const more = places.length > NAMED ? ` and ${places.length - NAMED} more` : '';
  return places.slice(0, NAMED).join(', ') + more;
}

type Secret<C> = C extends unknown ? { [K in keyof C]: K extends 'type' | 'clientId' ? C[K] : string } : never;

/** A credential with its secrets in it. */
export function withSecrets(
  credential: CredentialReference,
  values: ReadonlyMap<string, string>,
): Secret<CredentialReference> {
  const entries = Object.entries(credential).map(([key, value]) => [
    key,
    isReference(value) ? values.get(value.env) : value,
  ]);
  return Object.fromEntries(entries);
}
