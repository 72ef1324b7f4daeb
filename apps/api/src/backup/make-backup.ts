import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { AppError, type AuditEntry, explainServer, readKeyUsage, recordEvent } from '@portolan/core';
import {
  BACKUP_FORMAT,
  type DumpedTenant,
  dumpDatabase,
  type Manifest,
  openBackupFolder,
  TENANT_TABLES,
  writeManifest,
} from '@portolan/db';
import type { Call } from '../cli/command.ts';

const AT_ONCE = 4;

/**
 * Left empty: who was signed in or asked to be, links that were on their way, counters, what was being read, and the password of a login
 * that is made anew.
 */
const NOT_KEPT = [
  'sessions',
  'hand_overs',
  'password_resets',
  'rate_limits',
  'database_login',
  'running_refreshes',
  'refresh_callers',
];

interface Tenant {
  id: string;
  slug: string;
}

/**
 * Writes the system database and the databases of all tenants into a folder, beside servers at work: each as of one
 * moment, the system database first, so that no tenant's database is of a time before its tenant. The manifest comes last.
 */
export async function makeBackup(call: Call, folder: string): Promise<Manifest> {
  const { services, embeddedPort } = call.composition;
  const { db, tenantDatabases, tenantServer } = services;
  if ((await db.missingMigrations()).length > 0)
    throw new AppError('CONFLICT', 'Run portolan migrate before: the database is not up to date');
  await services.storedKeys.assertOwn();
  const server = await tenantServer.recognise();
  if (server !== 'ours') throw new AppError('CONFLICT', explainServer(server));
  await openBackupFolder(folder);
  const [id, madeAt] = [randomUUID(), new Date().toISOString()];
  const action = 'installation:backup';
  const record = (entry: Omit<AuditEntry, 'action'>) =>
    db.transaction({}, (em) => recordEvent(em, call.context, { action, ...entry }));
  await record({ outcome: 'started', details: { backupId: id } });

  const { seen, ...system } = await dumpDatabase(
    { url: db.url, path: path.join(folder, 'system.sql.gz'), file: 'system.sql.gz', without: NOT_KEPT },
    async (client) => {
      const tenants = await client.query<Tenant>(
        "select id, slug from tenants where status <> 'provisioning' order by slug",
      );
      const version = await client.query<{ server_version: string }>('show server_version');
      return { tenants: tenants.rows, version: version.rows[0]?.server_version ?? '' };
    },
  );
  const tenants = await dumpTenants(call, folder, seen.tenants);
  const usage = await readKeyUsage(services);
  const manifest: Manifest = {
    format: BACKUP_FORMAT,
    id,
    madeAt,
    product: services.version,
    installation: await db.installation(),
    servers: { system: seen.version, tenants: await tenantDatabases.serverVersion() },
    embeddedPort,
    keys: usage.filter(({ credentials }) => credentials > 0).map(({ id }) => id),
    auditKeys: usage.filter(({ events }) => events > 0).map(({ id }) => id),
    system,
    tenants,
  };
  await writeManifest(folder, manifest);
  await record({ details: { backupId: id, databases: tenants.length + 1 } });
  return manifest;
}

async function dumpTenants(call: Call, folder: string, tenants: Tenant[]): Promise<DumpedTenant[]> {
  const waiting = [...tenants];
  const dumped: DumpedTenant[] = [];
  const work = async () => {
    for (let tenant = waiting.shift(); tenant; tenant = waiting.shift())
      dumped.push(await dumpTenant(call, folder, tenant));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return dumped.sort((a, b) => a.slug.localeCompare(b.slug));
}

/** While nobody purges, restores or migrates it. One that is gone by now, or was missing anyway, is noted as such. */
function dumpTenant({ composition, say }: Call, folder: string, { id, slug }: Tenant): Promise<DumpedTenant> {
  const { db, tenantDatabases } = composition.services;
  return db.exclusive(id, async () => {
    if (!(await tenantDatabases.list()).has(slug)) {
      say(`warning  ${slug}: there is no database ${tenantDatabases.nameOf(slug)}`);
      return { id, slug, database: null };
    }
    const file = path.join('tenants', `${slug}.sql.gz`);
    const options = { url: tenantDatabases.urlOf(slug), path: path.join(folder, file), file, only: TENANT_TABLES };
    const { seen, ...database } = await dumpDatabase(options, async (client) => {
      const { rows } = await client.query<{ name: string }>(OTHERS, [TENANT_TABLES]);
      return rows.map(({ name }) => name);
    });
    if (seen.length > 0)
      say(`warning  ${slug}: not in the backup, because Portolan did not make it: ${seen.join(', ')}`);
    return { id, slug, database };
  });
}

const OTHERS = `
  select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and not (n.nspname = 'public' and c.relname = any ($1)) order by 1 limit 20`;
