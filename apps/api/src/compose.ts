import {
  type Logger,
  MachineKeeper,
  type Migrated,
  Monitor,
  type OperatorSeed,
  ScheduledRefreshes,
  type Services,
} from '@portolan/core';
import { SystemDatabase, TenantDatabases } from '@portolan/db';
import { createPoster, type NodeProgram } from '@portolan/drivers/host';
import type { HostState } from '@portolan/drivers/remote';
import { composeServices, tenantServerUrl } from '@portolan/platform';
import { createAnchorSink } from './anchor-sink.ts';
import { createAuditArchive } from './audit-archive.ts';
import { createBackground } from './background.ts';
import { openCompute } from './compute.ts';
import { openDrivers } from './drivers.ts';
import type { Configuration } from './env.ts';
import { createJobRunner } from './jobs.ts';
import { createMailer } from './mailer.ts';
import { passwordHasher } from './passwords/password-hasher.ts';
import { join, migrateAll, prepare } from './prepare.ts';
import type { Tracing } from './tracing/open-tracing.ts';

export interface Composition {
  services: Services;
  /** Brings all databases up to date and does nothing else; answers what was applied. */
  migrate(): Promise<{ system: string[]; tenants: Migrated[] }>;
  /** Brings the database up to date, seeds it and repairs what a crash left; safe in several processes at once. */
  prepare(): Promise<OperatorSeed>;
  /** What a process looks at before it serves where another has prepared the databases. */
  join(): Promise<null>;
  /** Takes jobs, checks connections and charts them on schedule from now on, until it is closed; any number of processes share both. */
  work(): Promise<void>;
  /** Takes no more jobs; those under way end first. */
  stopWork(): Promise<void>;
  close(): Promise<void>;
  /** How the hosts are that drivers run on; none where they run here. */
  driverHosts(): Promise<HostState[]>;
  /** Where the databases of the tenants are. */
  serverUrl: string;
  /** Port of the embedded server; null where the databases are on others. */
  embeddedPort: number | null;
}

/** What only the entry knows: where the databases are, the key and the log. */
export interface Platform {
  databaseUrl: string;
  masterKey: Uint8Array<ArrayBuffer>;
  log: Logger;
  version: string;
  /** Port of the embedded server; null where there is none. */
  embeddedPort?: number | null;
  /** Whoever follows requests; none where nobody does. */
  tracing?: Tracing | null;
  /** The script of driver processes, where it is not the one beside the drivers. */
  driverWorker?: string;
  /** The same for hypervisors. */
  computeWorker?: string;
  /** What runs them, where that is not the Node of this process; null where there is nothing that could. */
  node?: NodeProgram | null;
}

/** Puts the product together: the one place where database, drivers and verbs meet. */
export async function compose(config: Configuration, platform: Platform): Promise<Composition> {
  const { log, tracing = null } = platform;
  const warn = (error: Error) => log.warn({ err: error }, 'system database connection lost');
  const db = new SystemDatabase({ url: platform.databaseUrl, remember: config.remember, onError: warn });
  const serverUrl = tenantServerUrl(platform.databaseUrl, config.tenantDatabase);
  const tenantDatabases = new TenantDatabases({
    url: serverUrl,
    prefix: config.tenantPrefix,
    installation: () => db.installation(),
  });
  const { drivers, checks, charts, hostStates } = await openDrivers({
    ...platform,
    egress: config.egress,
    hosts: config.driverHosts,
    previousKeys: config.previousKeys,
  });
  const machines = openCompute(config, platform);
  const background = createBackground(log);
  const runner = createJobRunner({ url: platform.databaseUrl, log });
  const services = await composeServices({
    version: platform.version,
    masterKey: platform.masterKey,
    previousKeys: config.previousKeys,
    rateLimit: config.rateLimit,
    stays: true,
    db,
    tenantDatabases,
    drivers: tracing?.drivers(drivers) ?? drivers,
    trace: tracing?.trace ?? null,
    checks: tracing?.drivers(checks) ?? checks,
    charts: tracing?.drivers(charts) ?? charts,
    log,
    hasher: passwordHasher,
    mailer: config.smtpUrl ? createMailer(config.smtpUrl, config.publicUrl) : null,
    webhooks: createPoster(config.egress),
    ...machines,
    background: background.run,
    anchorSink: config.audit.anchor === null ? null : createAnchorSink(config.audit.anchor),
    auditRetention: config.audit.retention && {
      months: config.audit.retention.months,
      archive: createAuditArchive(config.audit.retention.folder),
    },
    deletedConnectionDays: config.deletedConnectionDays,
    publicUrl: config.publicUrl,
  });
  const monitor = new Monitor(services);
  const scheduled = new ScheduledRefreshes(services);
  const keeper = new MachineKeeper(services);
  const parts = { services, runner, config, serverUrl };
  return {
    services,
    serverUrl,
    embeddedPort: platform.embeddedPort ?? null,
    driverHosts: hostStates,
    migrate: () => migrateAll(parts),
    prepare: () => prepare(parts),
    join: () => join(parts),
    async work() {
      await runner.work(services);
      keeper.start();
      if (!config.monitoring) return;
      monitor.start();
      scheduled.start();
    },
    async stopWork() {
      await Promise.all([monitor.close(), scheduled.close(), keeper.close(), runner.close()]);
    },
    async close() {
      await Promise.all([background.settle(), monitor.close(), scheduled.close(), keeper.close(), runner.close()]);
      await Promise.all([drivers.close(), checks.close(), charts.close(), machines.compute?.close()]);
      await Promise.all([tenantDatabases.close(), db.close()]);
    },
  };
}
