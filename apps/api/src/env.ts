import { AppError, assertAcceptablePassword, parseMasterKey } from '@portolan/core';
import * as z from 'zod/mini';
import { parseNetwork } from './client-address.ts';

/** A setting that stops the start, as one line that names its variable and never its value. */
export class ConfigurationError extends Error {}

const port = z.pipe(
  z.pipe(z.string().check(z.regex(/^\d{1,5}$/, 'must be a port number')), z.transform(Number)),
  z.number().check(z.maximum(65_535, 'must be a port number')),
);
const postgresUrl = z
  .string()
  .check(z.refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value), 'must be a postgresql:// URL'));
const list = z.pipe(
  z.string(),
  z.transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  ),
);
const addresses = z.pipe(
  list,
  z.array(z.string().check(z.refine((item) => parseNetwork(item) !== null, 'must be addresses or CIDRs'))),
);
const flag = z.enum(['on', 'off'], 'must be on or off');

const Variables = z.object({
  HOST: z._default(z.string(), '127.0.0.1'),
  PORT: z._default(port, 3000),
  PORTOLAN_DATA_DIR: z._default(z.string(), '.portolan'),
  DATABASE_URL: z.optional(postgresUrl),
  TENANT_DB_HOST: z.optional(z.string()),
  TENANT_DB_PORT: z.optional(port),
  TENANT_DB_USER: z.optional(z.string()),
  TENANT_DB_PASSWORD: z.optional(z.string()),
  TENANT_DB_PREFIX: z._default(
    z.string().check(z.regex(/^[a-z][a-z0-9_]{0,14}$/, 'must be lower-case letters, digits and _, at most 15')),
    'dbtools_tenant_',
  ),
  ENCRYPTION_KEY: z.optional(z.string()),
  ENCRYPTION_KEYS_PREVIOUS: z.optional(list),
  PORTOLAN_OPERATOR_EMAIL: z._default(
    z.string().check(z.regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address')),
    'operator@portolan.local',
  ),
  PORTOLAN_OPERATOR_PASSWORD: z.optional(
    z.string().check(z.minLength(8, 'must have at least 8 characters'), z.maxLength(200, 'is too long')),
  ),
  PORTOLAN_PUBLIC_URL: z.optional(
    z.string().check(z.refine((value) => /^https?:\/\//.test(value) && URL.canParse(value), 'must be an http(s) URL')),
  ),
  PORTOLAN_EGRESS_ALLOW: z.optional(list),
  PORTOLAN_EGRESS_DENY: z.optional(list),
  PORTOLAN_TRUSTED_PROXIES: z.optional(addresses),
  PORTOLAN_RATE_LIMIT: z._default(flag, 'on'),
  PORTOLAN_DEMO: z.optional(flag),
  SMTP_URL: z.optional(
    z
      .string()
      .check(z.refine((value) => /^smtps?:\/\//.test(value) && URL.canParse(value), 'must be an smtp(s):// URL')),
  ),
  LOG_LEVEL: z._default(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'must be a pino level'),
    'info',
  ),
  LOG_FORMAT: z.optional(z.enum(['json', 'pretty'], 'must be json or pretty')),
});
type Variables = z.infer<typeof Variables>;

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
  /** Addresses or CIDRs whose `X-Forwarded-For` is believed. */
  trustedProxies: string[];
  rateLimit: boolean;
  demo: boolean;
  /** Null: no mail; links are shown to whoever makes them. */
  smtpUrl: URL | null;
  log: { level: string; pretty: boolean };
  /** Accepted, but worth a line in the log. */
  warnings: string[];
}

/** Reads the whole configuration. An empty variable counts as unset. Throws `ConfigurationError`. */
export function readConfiguration(env: Record<string, string | undefined>, terminal: boolean): Configuration {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Variables.safeParse(present);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigurationError(`${issue?.path.join('.')} ${issue?.message}`);
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
    databaseUrl: v.DATABASE_URL ?? null,
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
    trustedProxies: v.PORTOLAN_TRUSTED_PROXIES ?? [],
    rateLimit: v.PORTOLAN_RATE_LIMIT === 'on',
    demo: (v.PORTOLAN_DEMO ?? (embedded ? 'on' : 'off')) === 'on',
    smtpUrl: v.SMTP_URL === undefined ? null : new URL(v.SMTP_URL),
    log: { level: v.LOG_LEVEL, pretty: v.LOG_FORMAT ? v.LOG_FORMAT === 'pretty' : terminal },
    warnings: [...warnings, ...(isNowhere(v) ? [NOWHERE] : [])],
  };
}

const NOWHERE =
  'HOST is every address of this machine: set PORTOLAN_PUBLIC_URL, other hosts than localhost are refused';

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
