import type { DataConnectionRow } from '@portolan/db';
import { destinationOf } from './destination.ts';

export type TargetColumns = Pick<
  DataConnectionRow,
  'dbType' | 'host' | 'port' | 'useSsl' | 'options' | 'databaseName' | 'username' | 'encryptedCredential'
>;

/** Whether two states of a connection lead to the same place by the same login: what a test of one says of the other. */
export function sameTarget(a: TargetColumns, b: TargetColumns): boolean {
  return targetText(a) === targetText(b);
}

function targetText({ databaseName, username, encryptedCredential, ...at }: TargetColumns): string {
  const options = at.options ?? null;
  const destination = destinationOf({ ...at, options });
  const login = [databaseName ?? null, username ?? null, encryptedCredential ?? null];
  return JSON.stringify([destination, Object.entries(options ?? {}).sort(), login]);
}
