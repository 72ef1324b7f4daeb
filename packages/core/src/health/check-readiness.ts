import type { Readiness } from '@portolan/contract';
import type { Services } from '../context.ts';
import { verdict } from './verdict.ts';

const ping = { name: 'ping', text: 'select 1' };

/** Asks what a request needs of others, each at once: nobody sends requests to a process that would have to refuse them. */
export async function checkReadiness(
  services: Pick<Services, 'db' | 'tenantDatabases' | 'tenantServer' | 'drivers'>,
): Promise<Readiness> {
  const { db, tenantDatabases, tenantServer, drivers } = services;
  const [database, migrations, tenantServerAnswers] = await Promise.all([
    verdict(db.read(ping, []).then(() => true)),
    verdict(db.missingMigrations().then((names) => names.length === 0)),
    verdict(tenantDatabases.serverVersion().then(() => tenantServer.state === 'ours')),
  ]);
  const driverHost = drivers.load().failing ? 'failed' : 'ok';
  const checks = { database, migrations, tenantServer: tenantServerAnswers, driverHost } as const;
  return { status: Object.values(checks).every((check) => check === 'ok') ? 'ok' : 'failed', checks };
}
