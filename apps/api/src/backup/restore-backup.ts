import path from 'node:path';
import { recordEvent } from '@portolan/core';
import {
  assertWhole,
  BackupError,
  type DumpedTenant,
  loadDatabase,
  type Manifest,
  migrateDatabase,
  RestoreJournal,
  systemMigrations,
  type TenantDatabases,
} from '@portolan/db';
import type { Call } from '../cli/command.ts';
import { assertOpens } from './assert-opens.ts';
import { bringBackSample } from './bring-back-sample.ts';

const AT_ONCE = 4;

/**
 * Brings a backup back onto fresh servers: an empty system database, and a server of tenants that has none of their
 * databases. The prefix and the servers may be others than they were. Cut short, it goes on when run again.
 */
export async function restoreBackup(call: Call, folder: string, manifest: Manifest): Promise<void> {
  const { composition, say } = call;
  const { db, tenantDatabases, tenantServer, jobs } = composition.services;
  await assertWhole(folder, manifest);
  const journal = await RestoreJournal.open(db.url, manifest.id);
  try {
    if (!journal.has('begun'))
      await assertRoom(call, manifest).catch((error) => journal.end().then(() => Promise.reject(error)));
    await journal.write('begun');
    if (!journal.has('system')) {
      await restoreSystem(call, folder, manifest);
      await journal.write('system');
    }
    // Roles, logins and grants of this server, and what is new since the backup.
    await db.migrate();
    say('system database: restored');
    await tenantDatabases.join();
    await restoreTenants(call, folder, manifest, journal);
    await journal.end();
  } finally {
    await journal.close();
  }
  await tenantServer.recognise();
  await composition.migrate();
  // What had not been copied into the tenants' activity logs yet; the queue of jobs is in no backup.
  await db.ownerTransaction(async (em) => {
    for (const { id, database } of manifest.tenants) if (database) await jobs.mirrorActivity(em, id);
  });
  await bringBackSample(composition, manifest);
  const details = { backupId: manifest.id, madeAt: manifest.madeAt };
  await db.transaction({}, (em) => recordEvent(em, call.context, { action: 'installation:restore', details }));
}

/** Nothing that is there may be taken for something of the backup later on. */
async function assertRoom({ composition }: Call, { tenants }: Manifest): Promise<void> {
  const { tenantDatabases } = composition.services;
  for (const { slug } of tenants) {
    if (!(await tenantDatabases.exists(slug))) continue;
    throw new BackupError(
      `The server of the tenants has a database ${tenantDatabases.nameOf(slug)} already: bring the backup back onto a fresh one, or set TENANT_DB_PREFIX to another`,
    );
  }
}

async function restoreSystem({ composition }: Call, folder: string, { system }: Manifest): Promise<void> {
  const { db, keyring } = composition.services;
  const wanted = systemMigrations.filter(({ name }) => system.migrations.includes(name));
  if (wanted.length !== system.migrations.length)
    throw new BackupError('This backup was made by a newer version of Portolan');
  await migrateDatabase(db.url, wanted);
  const finish = (client: Parameters<typeof assertOpens>[0]) => assertOpens(client, keyring);
  await loadDatabase({ url: db.url, path: path.join(folder, system.file), dumped: system, finish });
}

async function restoreTenants(
  call: Call,
  folder: string,
  { tenants }: Manifest,
  journal: RestoreJournal,
): Promise<void> {
  const waiting = tenants.filter(({ slug }) => !journal.has(`tenant ${slug}`));
  const work = async () => {
    for (let tenant = waiting.shift(); tenant; tenant = waiting.shift()) {
      await restoreTenant(call, folder, tenant);
      await journal.write(`tenant ${tenant.slug}`);
      call.say(tenant.database ? `${tenant.slug}: restored` : `${tenant.slug}: had no database`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** What an earlier run left behind goes: it bears our mark, or had no time to hold anything. */
async function clear(databases: TenantDatabases, slug: string, installation: string): Promise<void> {
  if (!(await databases.exists(slug))) return;
  const isOurs = (await databases.marks()).databases.get(slug) === installation;
  if (isOurs || (await databases.holdsNothing(slug))) return databases.drop(slug);
  throw new BackupError(
    `Somebody made the database ${databases.nameOf(slug)} meanwhile: remove it, and run this again`,
  );
}

async function restoreTenant(
  { composition }: Call,
  folder: string,
  { id, slug, database }: DumpedTenant,
): Promise<void> {
  if (!database) return;
  const { db, tenantDatabases } = composition.services;
  await clear(tenantDatabases, slug, await db.installation());
  if (!(await tenantDatabases.createAt(slug, database.migrations)))
    throw new BackupError(`The database of ${slug} cannot be made`);
  const [head] = await db.ownerTransaction((em) =>
    em.execute<{ seq: number }[]>('select seq::float8 as seq from audit_chains where id = ?', [id]),
  );
  await loadDatabase({
    url: tenantDatabases.urlOf(slug),
    path: path.join(folder, database.file),
    dumped: database,
    // Events that came while the backup was made are in the tenant's database alone: what follows has their numbers again.
    finish: async (client) => {
      await client.query(
        "update settings set value = to_jsonb(least((value #>> '{}')::bigint, $1)) where key = 'activity_log.seq'",
        [head?.seq ?? 0],
      );
    },
  });
}
