import { availableParallelism } from 'node:os';
import { AppError, assertAcceptablePassword, parseMasterKey } from '@portolan/core';
import { type HostAddress, parseHostAddress } from '@portolan/drivers/remote';
import { ConfigurationError } from './configuration-error.ts';
import { unknownVariables, Variables } from './env-variables.ts';

export interface Configuration {
  host: string;
  port: number;
  publicUrl: URL;
  dataDir: string;
  /** Null: the embedded PostgreSQL. */
  databaseUrl: string | null;
  tenantDatabase: { host?: string; port?: number; user?: string; password?: string };
  tenantPrefix: string;
  encryptionKey: Uint8Array<ArrayBuffer> | null;
  previousKeys: Uint8Array<ArrayBuffer>[];
  operator: { email: string; password: string | null };
  egress: { allow: string[]; deny: string[]; allowPrivate: boolean };
  /** Where drivers run; none: in processes of this machine. */
  driverHosts: HostAddress[];
  /** Addresses or CIDRs whose `X-Forwarded-For` is believed. */
  trustedProxies: string[];
  /** How many processes serve; with more than one, another looks after them. */
  processes: number;
  rateLimit: boolean;
  /** Whether who asks is remembered between requests, as long as changes are heard of. */
  remember: boolean;
  demo: boolean;
  /** Whether this process checks connections; people's tests have nothing to do with it. */
  monitoring: boolean;
  audit: {
    /** A file or an address that anchors of the logs are brought to daily; null for none. */
    anchor: string | null;
    /** Older months are archived into the folder; null keeps everything. */
    retention: { months: number; folder: string } | null;
  };
  /** How long deleted connections can be restored before they are purged. */
  deletedConnectionDays: number;
  /** Of the hypervisor that this installation begins with; null: those that operators add. */
  libvirtUri: string | null;
  /** Null: no mail; links are shown to whoever makes them. */
  smtpUrl: URL | null;
  /** Bears whoever may read `/metrics`; null: only this machine itself. */
  metricsToken: string | null;
  /** Whether requests are followed: then OpenTelemetry reads its own variables. */
  isTraced: boolean;
  log: { level: string; pretty: boolean };
  /** The Node that runs the drivers where this process is none; null: the one that is found. */
  node: string | null;
  /** Accepted, but worth a line in the log. */
  warnings: string[];
}

/** Reads the whole configuration. An empty variable counts as unset. Throws `ConfigurationError`. */
export function readConfiguration(env: Record<string, string | undefined>, terminal: boolean): Configuration {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Variables.safeParse(present);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigurationError(`${String(issue?.path[0])} ${issue?.message}`);
  }
  const v = parsed.data;
  if (v.DATABASE_URL && !v.ENCRYPTION_KEY) {
    throw new ConfigurationError('ENCRYPTION_KEY environment variable is not set (DATABASE_URL requires it)');
  }
  assertOperatorPassword(v);
  const { warnings, ...keys } = readKeys(v);
  const embedded = v.DATABASE_URL === undefined;
  return {
    host: v.HOST,
    port: v.PORT,
    publicUrl: new URL(v.PORTOLAN_PUBLIC_URL ?? `http://${v.HOST.includes(':') ? `[${v.HOST}]` : v.HOST}:${v.PORT}`),
    dataDir: v.PORTOLAN_DATA_DIR,
    databaseUrl: v.DATABASE_URL === undefined ? null : withStrictTls(v.DATABASE_URL),
    tenantDatabase: {
      ...(v.TENANT_DB_HOST === undefined ? {} : { host: v.TENANT_DB_HOST }),
      ...(v.TENANT_DB_PORT === undefined ? {} : { port: v.TENANT_DB_PORT }),
      ...(v.TENANT_DB_USER === undefined ? {} : { user: v.TENANT_DB_USER }),
      ...(v.TENANT_DB_PASSWORD === undefined ? {} : { password: v.TENANT_DB_PASSWORD }),
    },
    tenantPrefix: v.TENANT_DB_PREFIX,
    ...keys,
    operator: { email: v.PORTOLAN_OPERATOR_EMAIL, password: v.PORTOLAN_OPERATOR_PASSWORD ?? null },
    egress: {
      allow: v.PORTOLAN_EGRESS_ALLOW ?? [],
      deny: v.PORTOLAN_EGRESS_DENY ?? [],
      // On the embedded default this is one person's machine; a server of its own guards the network it stands in.
      allowPrivate: embedded,
    },
    driverHosts: driverHostsOf(v),
    trustedProxies: v.PORTOLAN_TRUSTED_PROXIES ?? [],
    processes: v.PORTOLAN_PROCESSES === 'auto' ? availableParallelism() : Number(v.PORTOLAN_PROCESSES),
    rateLimit: v.PORTOLAN_RATE_LIMIT === 'on',
    remember: v.PORTOLAN_REMEMBER === 'on',
    demo: (v.PORTOLAN_DEMO ?? (embedded ? 'on' : 'off')) === 'on',
    monitoring: v.PORTOLAN_MONITORING === 'on',
    audit: { anchor: v.PORTOLAN_AUDIT_ANCHOR ?? null, retention: retentionOf(v) },
    deletedConnectionDays: v.PORTOLAN_DELETED_CONNECTION_DAYS,
    libvirtUri: v.PORTOLAN_LIBVIRT_URI ?? null,
    smtpUrl: v.SMTP_URL === undefined ? null : new URL(v.SMTP_URL),
    metricsToken: v.PORTOLAN_METRICS_TOKEN ?? null,
    isTraced: v.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
    node: v.PORTOLAN_NODE ?? null,
    log: { level: v.LOG_LEVEL, pretty: v.LOG_FORMAT ? v.LOG_FORMAT === 'pretty' : terminal },
    warnings: [...warnings, ...(isNowhere(v) ? [NOWHERE] : []), ...unknownVariables(present).map(explainUnknown)],
  };
}

function retentionOf(v: Variables): Configuration['audit']['retention'] {
  const { PORTOLAN_AUDIT_RETENTION_MONTHS: months, PORTOLAN_AUDIT_ARCHIVE: folder } = v;
  if (months === undefined) return null;
  if (folder !== undefined) return { months, folder };
  throw new ConfigurationError(
    'PORTOLAN_AUDIT_ARCHIVE must be a folder, for what PORTOLAN_AUDIT_RETENTION_MONTHS takes out',
  );
}

function driverHostsOf(v: Variables): HostAddress[] {
  try {
    return (v.PORTOLAN_DRIVER_HOST ?? []).map((text) => parseHostAddress(text, v.PORTOLAN_DRIVER_HOST_PLAIN));
  } catch (error) {
    throw new ConfigurationError(`PORTOLAN_DRIVER_HOST ${(error as Error).message}`);
  }
}

function explainUnknown(name: string): string {
  return `${name} is no variable of Portolan and changes nothing`;
}

const NOWHERE =
  'HOST is every address of this machine: set PORTOLAN_PUBLIC_URL, other hosts than localhost are refused';

/** What pg takes `require` and its like for anyhow; named so, it has no need to warn of it. */
function withStrictTls(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const mode = url.searchParams.get('sslmode') ?? '';
  if (!['prefer', 'require', 'verify-ca'].includes(mode) || url.searchParams.has('uselibpqcompat')) return databaseUrl;
  url.searchParams.set('sslmode', 'verify-full');
  return url.href;
}

/** Listening on all addresses says nothing about the one that people use. */
function isNowhere(v: Variables): boolean {
  return ['0.0.0.0', '::'].includes(v.HOST) && v.PORTOLAN_PUBLIC_URL === undefined;
}

/** The first operator's password obeys the rules of everybody's. */
function assertOperatorPassword({ PORTOLAN_OPERATOR_PASSWORD: password, PORTOLAN_OPERATOR_EMAIL: email }: Variables) {
  if (password === undefined) return;
  try {
    assertAcceptablePassword(password, email, 'PORTOLAN_OPERATOR_PASSWORD');
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new ConfigurationError(`PORTOLAN_OPERATOR_PASSWORD is refused: ${error.message}`);
  }
}

function readKeys(v: Variables): Pick<Configuration, 'encryptionKey' | 'previousKeys' | 'warnings'> {
  try {
    const current = v.ENCRYPTION_KEY === undefined ? null : parseMasterKey(v.ENCRYPTION_KEY);
    const previous = (v.ENCRYPTION_KEYS_PREVIOUS ?? []).map((key) => parseMasterKey(key, 'ENCRYPTION_KEYS_PREVIOUS'));
    return {
      encryptionKey: current?.bytes ?? null,
      previousKeys: previous.map((key) => key.bytes),
      warnings: current?.warning ? [current.warning] : [],
    };
  } catch (error) {
    throw new ConfigurationError((error as Error).message);
  }
}
