import { SystemDatabase } from '@portolan/db';
import type { EmbeddedPostgres } from '@portolan/db/embedded';
import { tenantServerUrl } from '@portolan/platform';
import { checkDataDir } from './check-folders.ts';
import { checkSystemServer, checkTenantServer } from './check-servers.ts';
import type { Platform } from './compose.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { Configuration } from './env.ts';
import { embeddedMasterKey } from './master-key.ts';

export interface OpenPlatform extends Pick<Platform, 'databaseUrl' | 'masterKey' | 'embeddedPort'> {
  embedded: EmbeddedPostgres | null;
}

export interface OpenOptions {
  /** Told what is going on, and where things are that one would look for elsewhere. */
  say(line: string): void;
  /** Before an embedded server is started. */
  beforeEmbedded?(config: Configuration): Promise<void>;
  /** Port of a new embedded server. */
  port?: number | null;
  masterKey?: Platform['masterKey'];
  warn(line: string): void;
}

/**
 * The servers and the key that a configuration names, the embedded server started where there is no other. What cannot
 * work is told here, in one line that names the variable, before anything is made of it.
 */
export async function openPlatform(config: Configuration, options: OpenOptions): Promise<OpenPlatform> {
  const embedded = config.databaseUrl === null ? await startEmbedded(config, options) : null;
  try {
    const databaseUrl = config.databaseUrl ?? (embedded?.url() as string);
    const apart = Object.values(config.tenantDatabase).some((value) => value !== undefined);
    if (config.databaseUrl !== null) await checkSystemServer(databaseUrl, !apart);
    if (apart) await checkTenants(config, databaseUrl, options.warn);
    const masterKey = options.masterKey ?? config.encryptionKey ?? (await keyOf(config));
    return { databaseUrl, masterKey, embedded, embeddedPort: embedded?.access.port ?? null };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

async function startEmbedded(config: Configuration, options: OpenOptions): Promise<EmbeddedPostgres> {
  await options.beforeEmbedded?.(config);
  await checkDataDir(config.dataDir);
  // Loaded only here: with DATABASE_URL the embedded server is no part of the process.
  const { startEmbeddedPostgres } = await import('@portolan/db/embedded');
  const port = typeof options.port === 'number' ? { port: options.port } : {};
  // Enough for one process; each one more has pools of its own.
  const settings = config.processes > 2 ? { max_connections: String(100 + 50 * config.processes) } : {};
  return startEmbeddedPostgres({ dataDir: config.dataDir, onNotice: options.say, settings, ...port });
}

function keyOf({ dataDir }: Configuration): Promise<Platform['masterKey']> {
  return embeddedMasterKey(dataDir).catch((error: Error) => {
    throw new ConfigurationError(`PORTOLAN_DATA_DIR holds a key that cannot be used: ${error.message}`);
  });
}

/** A server that is away stops nobody who has tenants already: they come back with it. */
async function checkTenants(config: Configuration, databaseUrl: string, warn: (line: string) => void): Promise<void> {
  const { host, port, user, password } = config.tenantDatabase;
  const address = host !== undefined ? 'TENANT_DB_HOST' : port !== undefined ? 'TENANT_DB_PORT' : 'TENANT_DB_USER';
  const login = password !== undefined ? 'TENANT_DB_PASSWORD' : user !== undefined ? 'TENANT_DB_USER' : address;
  const url = tenantServerUrl(databaseUrl, config.tenantDatabase);
  try {
    await checkTenantServer(url, { address, login, database: address });
  } catch (error) {
    const isAway = error instanceof ConfigurationError && /no PostgreSQL answers/.test(error.message);
    if (!isAway || !(await hasTenants(databaseUrl))) throw error;
    warn(error.message);
  }
}

async function hasTenants(url: string): Promise<boolean> {
  const db = new SystemDatabase({ url });
  try {
    const sql = "select to_regclass('public.tenants') is not null as here";
    const [table] = await db.ownerTransaction((em) => em.execute<{ here: boolean }[]>(sql));
    if (!table?.here) return false;
    return (await db.ownerTransaction((em) => em.execute<object[]>('select from tenants limit 1'))).length > 0;
  } finally {
    await db.close();
  }
}
