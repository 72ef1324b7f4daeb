import type { Health } from '@portolan/contract';
import type { Services } from '../context.ts';
import { verdict } from './verdict.ts';

const ping = { name: 'ping', text: 'select 1' };

/**
 * Asks each thing the product cannot work without. A database that hangs counts as failed; so do keys that do not open what
 * is stored and a server of other tenants, as they were found last.
 */
export async function checkHealth(
  services: Pick<Services, 'db' | 'storedKeys' | 'tenantServer' | 'version'>,
): Promise<Health> {
  const { db, storedKeys, tenantServer, version } = services;
  const [database, writes] = await Promise.all([
    verdict(db.read(ping, []).then(() => true)),
    verdict(db.refusesWrites().then((state) => state === null)),
  ]);
  const tenantDatabases = tenantServer.state === 'ours' ? 'ok' : 'wrong server';
  const keys = storedKeys.state === 'ok' ? 'ok' : 'unreadable';
  const checks = { database, writes, keys, tenantDatabases } as const;
  const status = Object.values(checks).every((check) => check === 'ok') ? 'ok' : 'failed';
  return { status, version, checks };
}
