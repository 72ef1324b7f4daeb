import {
  beginChains,
  explainKeys,
  isUntouched,
  type Migrated,
  migrateTenants,
  NOT_BEGUN,
  type OperatorSeed,
  readBeginning,
  repairTenants,
  type Services,
  seedDemo,
  seedHypervisor,
  seedOperator,
  seedPermissions,
} from '@portolan/core';
import { createSampleDatabase } from '@portolan/db';
import { ConfigurationError } from './configuration-error.ts';
import type { Configuration } from './env.ts';
import type { JobRunner } from './jobs.ts';

interface Parts {
  services: Services;
  runner: JobRunner;
  config: Configuration;
  /** Where the tenants' databases are. */
  serverUrl: string;
}

/** Brings all databases up to date and does nothing else; answers what was applied. */
export async function migrateAll({ services, runner }: Parts): Promise<{ system: string[]; tenants: Migrated[] }> {
  await assertOurTurn(services);
  if ((await services.storedKeys.recognise()) === 'foreign') throw foreignKeys(services);
  const system = await services.db.migrate();
  await beginAudit(services);
  await runner.prepare(services.db);
  return { system, tenants: await migrateTenants(services) };
}

/**
 * Brings the database up to date, seeds it and repairs what a crash left. Where its keys open nothing of what is stored a
 * process serves, so that people can see what there is, and changes nothing by itself.
 */
export async function prepare(parts: Parts): Promise<OperatorSeed> {
  const { services, config } = parts;
  const { db, storedKeys } = services;
  await assertOurTurn(services);
  if ((await storedKeys.recognise()) === 'foreign') {
    if ((await db.missingMigrations()).length > 0) throw foreignKeys(services);
    return db.ownerTransaction((em) => seedOperator(em, services.hasher, config.operator));
  }
  await db.migrate();
  await storedKeys.recognise();
  await beginAudit(services);
  await storedKeys.touch();
  const operator = await db.exclusive('prepare', () => seed(parts));
  await migrateTenants(services);
  return operator;
}

/** Looks how this process stands to databases that another one has just prepared. */
export async function join({ services }: Parts): Promise<null> {
  const { storedKeys, tenantServer, log } = services;
  if ((await storedKeys.recognise()) !== 'foreign') await storedKeys.touch();
  // It may be away: that is looked at again with each use.
  await tenantServer.recognise().catch((err) => log.warn({ err }, 'the server of the tenants was not looked at'));
  return null;
}

/**
 * The audit log begins by itself only where nobody has worked yet. What else lies there unsigned may have been put there by
 * whoever owns the database, its list of migrations included: signing it is somebody's word, by `portolan audit begin`.
 */
async function beginAudit(services: Services): Promise<void> {
  const request = { id: 'start', address: 'start', userAgent: null };
  await services.db.exclusive('begin audit', async () => {
    if (await services.db.ownerTransaction(isUntouched)) await beginChains({ services, request });
  });
  if ((await readBeginning(services)) === null) services.log.warn({}, NOT_BEGUN);
}

async function assertOurTurn({ db }: Services): Promise<void> {
  if (await db.isBeingRestored()) {
    throw new ConfigurationError('DATABASE_URL leads to a restore that was cut short: run portolan restore again');
  }
  const unknown = await db.unknownMigrations();
  if (unknown.length > 0) {
    const which = unknown.join(', ');
    throw new ConfigurationError(`DATABASE_URL leads to a database that a newer version has worked on (${which})`);
  }
}

function foreignKeys({ storedKeys }: Services): ConfigurationError {
  return new ConfigurationError(explainKeys(storedKeys.missing));
}

async function seed({ services, runner, config, serverUrl }: Parts): Promise<OperatorSeed> {
  const { db } = services;
  await runner.prepare(db);
  const operator = await db.ownerTransaction(async (em) => {
    await seedPermissions(em);
    await seedHypervisor(em, config.libvirtUri);
    return seedOperator(em, services.hasher, config.operator);
  });
  // Tenants may live on a server of their own: one that is away now is no reason not to start.
  await repairTenants(services).catch((err) => services.log.warn({ err }, 'tenant repair failed'));
  if (config.demo) await seedDemo(services, operator.userId, () => sampleConnection(serverUrl));
  return operator;
}

async function sampleConnection(serverUrl: string) {
  const sample = await createSampleDatabase(serverUrl);
  return {
    dbType: 'postgresql' as const,
    name: 'Voyages (sample)',
    description: 'Harbours, vessels and voyages: a read-only login to the embedded server',
    ...sample,
  };
}
