import {
  beginChains,
  createKeyring,
  createSessions,
  createTokens,
  type Logger,
  type Migrated,
  migrateTenants,
  type OperatorSeed,
  RunningRefreshes,
  repairTenants,
  type Services,
  seedDemo,
  seedOperator,
  seedPermissions,
  TenantServer,
} from '@portolan/core';
import { createSampleDatabase, SystemDatabase, TenantDatabases } from '@portolan/db';
import { createDriverHost } from '@portolan/drivers/host';
import { createAttemptLimiter, noLimiter } from './attempt-limiter.ts';
import { createBackground } from './background.ts';
import type { Configuration } from './env.ts';
import { createJobs, type JobRunner } from './jobs.ts';
import { createMailer } from './mailer.ts';
import { passwordHasher } from './password-hasher.ts';

export interface Composition {
  services: Services;
  /** Brings all databases up to date and does nothing else; answers what was applied. */
  migrate(): Promise<{ system: string[]; tenants: Migrated[] }>;
  /** Brings the database up to date, seeds it and repairs what a crash left; safe in several processes at once. */
  prepare(): Promise<OperatorSeed>;
  /** Takes jobs from now on, until it is closed; any number of processes share them. */
  work(): Promise<void>;
  /** Takes no more jobs; those under way end first. */
  stopWork(): Promise<void>;
  close(): Promise<void>;
}

/** What only the entry knows: where the databases are, the key, the log, and the driver worker of a bundle. */
export interface Platform {
  databaseUrl: string;
  masterKey: Uint8Array<ArrayBuffer>;
  log: Logger;
  version: string;
  driverWorker?: URL;
}

/** Puts the product together: the one place where database, drivers and verbs meet. */
export async function compose(config: Configuration, platform: Platform): Promise<Composition> {
  const { log } = platform;
  const warn = (error: Error) => log.warn({ err: error }, 'system database connection lost');
  const db = new SystemDatabase({ url: platform.databaseUrl, onError: warn });
  const serverUrl = tenantServerUrl(platform.databaseUrl, config.tenantDatabase);
  const tenantDatabases = new TenantDatabases({
    url: serverUrl,
    prefix: config.tenantPrefix,
    installation: () => db.installation(),
  });
  const drivers = createDriverHost({
    egress: config.egress,
    onEvent: (event) => log.info({ event }, 'driver process'),
    ...(platform.driverWorker ? { worker: platform.driverWorker } : {}),
  });
  const background = createBackground(log);
  const runner = createJobs({ url: platform.databaseUrl, log });
  const keyring = await createKeyring(platform.masterKey, config.previousKeys);
  const services: Services = {
    ...{ version: platform.version, db, tenantDatabases, drivers, keyring, log, jobs: runner.jobs },
    refreshes: new RunningRefreshes(),
    tenantServer: new TenantServer({ db, tenantDatabases, log }),
    sessions: createSessions(db, { secureCookie: config.publicUrl.protocol === 'https:' }),
    tokens: await createTokens(keyring),
    hasher: passwordHasher,
    attempts: config.rateLimit ? await createAttemptLimiter(db) : noLimiter,
    mailer: config.smtpUrl ? createMailer(config.smtpUrl, config.publicUrl) : null,
    background: background.run,
    publicUrl: config.publicUrl,
  };
  return {
    services,
    async migrate() {
      const system = await db.migrate();
      await runner.prepare(db);
      return { system, tenants: await migrateTenants(services) };
    },
    async prepare() {
      await db.migrate();
      const operator = await db.exclusive('prepare', () => prepare(services, runner, config, serverUrl));
      await migrateTenants(services);
      return operator;
    },
    work: () => runner.work(services),
    stopWork: () => runner.close(),
    async close() {
      await Promise.all([background.settle(), runner.close()]);
      await Promise.all([drivers.close(), tenantDatabases.close(), db.close()]);
    },
  };
}

async function prepare(
  services: Services,
  runner: JobRunner,
  config: Configuration,
  serverUrl: string,
): Promise<OperatorSeed> {
  const { db } = services;
  await runner.prepare(db);
  await beginChains(services);
  const operator = await db.ownerTransaction(async (em) => {
    await seedPermissions(em);
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

/** The server of the tenants' databases: that of the system database unless configured apart. */
function tenantServerUrl(systemUrl: string, tenant: Configuration['tenantDatabase']): string {
  const url = new URL(systemUrl);
  if (tenant.host !== undefined) url.hostname = tenant.host;
  if (tenant.port !== undefined) url.port = String(tenant.port);
  if (tenant.user !== undefined) url.username = encodeURIComponent(tenant.user);
  if (tenant.password !== undefined) url.password = encodeURIComponent(tenant.password);
  // CREATE DATABASE needs a connection to some database; this one is everywhere and nobody's.
  url.pathname = '/postgres';
  return url.href;
}
