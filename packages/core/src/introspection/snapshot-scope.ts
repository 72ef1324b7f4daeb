import { cut, type SchemaItem, type SnapshotScope } from '@portolan/contract';
import { AppError } from '../errors.ts';
import type { LatestSnapshot } from './latest-snapshot.ts';

/** Whether a snapshot of this scope looked at a schema. One that did not keep its scope is taken to have seen all. */
export function looksAt(
  scope: SnapshotScope | null,
  { name, isSystem }: Pick<SchemaItem, 'name' | 'isSystem'>,
): boolean {
  if (!scope) return true;
  if (scope.exclude.includes(name)) return false;
  return scope.include ? scope.include.includes(name) : !isSystem;
}

/**
 * Throws OUTSIDE_SNAPSHOT for a schema that was there and was not looked at: that nothing of it is known says nothing of
 * what it holds.
 */
export function requireLookedAt({ scope, schemas }: LatestSnapshot, name: string | undefined): void {
  const schema = schemas.find((one) => one.name === name);
  if (!schema || looksAt(scope, schema)) return;
  const message = `Schema '${cut(schema.name)}' is outside this snapshot; refresh with it to see what it holds`;
  throw new AppError('OUTSIDE_SNAPSHOT', message);
}

/** What a snapshot says of itself to one that it is compared with. */
export interface Eyes {
  scope: SnapshotScope | null;
  login: string | null;
  schemas: readonly SchemaItem[];
}

/**
 * Which schemas two snapshots may be compared in: those that both looked at. One that is there for only one of two logins
 * may be hidden from the other; between two of the same login it came or went.
 */
export function comparableSchemas(a: Eyes, b: Eyes): (schema: string) => boolean {
  const sameLogin = a.login === b.login || a.login === null || b.login === null;
  return (name) => {
    const [inA, inB] = [a, b].map(({ schemas }) => schemas.find((one) => one.name === name));
    if (!sameLogin && !(inA && inB)) return false;
    const unknown = { name, isSystem: false };
    return looksAt(a.scope, inA ?? inB ?? unknown) && looksAt(b.scope, inB ?? inA ?? unknown);
  };
}
