import type { DataConnectionRow, EntityManager } from '@portolan/db';
import type { Services } from '../context.ts';
import { notify } from '../notifications/index.ts';
import type { Keyring } from '../ports/index.ts';
import { credentialStateOf } from './credential.ts';

/** Whether the credential of a row is bound to another destination than it has. */
export function isSealed(keyring: Keyring, row: DataConnectionRow): boolean {
  const { credentialDestination = null, credentialKeyId = null, options = null } = row;
  return credentialStateOf(keyring, { ...row, credentialDestination, credentialKeyId, options }) === 'sealed';
}

/** Tells that a change has sealed the credential of a connection. */
export function notifySealed(
  services: Pick<Services, 'jobs'>,
  em: EntityManager,
  { id, name, dbType: kind, tenantId }: DataConnectionRow,
): Promise<void> {
  const at = new Date().toISOString();
  return notify(services, em, { type: 'credential.sealed', tenantId, at, connections: [{ id, name, kind }] });
}
