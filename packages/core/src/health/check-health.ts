import type { Health } from '@portolan/contract';
import type { Services } from '../context.ts';

const ping = { name: 'ping', text: 'select 1' };
const PATIENCE_MS = 2_000;

/**
 * Asks each thing the product cannot work without. A database that hangs counts as failed; so does a configuration that
 * leads to another installation's tenants, as it was found last.
 */
export async function checkHealth(services: Pick<Services, 'db' | 'tenantServer' | 'version'>): Promise<Health> {
  const { db, tenantServer, version } = services;
  const [database, writes] = await Promise.all([
    verdict(db.read(ping, []).then(() => true)),
    verdict(db.refusesWrites().then((state) => state === null)),
  ]);
  const tenantDatabases = tenantServer.state === 'ours' ? 'ok' : 'wrong server';
  const checks = { database, writes, tenantDatabases } as const;
  const status = Object.values(checks).every((check) => check === 'ok') ? 'ok' : 'failed';
  return { status, version, checks };
}

async function verdict(asked: Promise<boolean>): Promise<'ok' | 'failed'> {
  const patience = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PATIENCE_MS));
  const answered = asked.catch(() => false);
  return (await Promise.race([answered, patience])) ? 'ok' : 'failed';
}
