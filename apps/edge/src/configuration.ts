import { parseMasterKey } from '@portolan/core';
import { type HostAddress, parseHostAddress } from '@portolan/drivers/remote';
import type { TenantServerAddress } from '@portolan/platform';
import * as z from 'zod/mini';
import type { Bindings } from './bindings.ts';
import type { LogLevel } from './console-log.ts';

export interface Configuration {
  databaseUrl: string;
  /** The same database by the login of requests, where a pooler stands before it; undefined where that is made of the owner's. */
  requestsUrl: string | undefined;
  tenantDatabase: TenantServerAddress;
  tenantPrefix: string;
  masterKey: Uint8Array<ArrayBuffer>;
  previousKeys: Uint8Array<ArrayBuffer>[];
  publicUrl: URL;
  /** Where drivers run; none: nowhere. */
  driverHosts: HostAddress[];
  rateLimit: boolean;
  deletedConnectionDays: number;
  logLevel: LogLevel;
}

const checked = (isGood: (value: string) => boolean, message: string) =>
  z.string('is not set').check(z.refine(isGood, { error: message }));
const whole = (most: number, message: string) =>
  z.pipe(
    z.pipe(
      checked((value) => /^\d{1,5}$/.test(value), message),
      z.transform(Number),
    ),
    z.number().check(z.maximum(most, message)),
  );

/** The variables and secrets that are read, as they are on the other runtimes. Messages name no value: it may be a secret. */
const Variables = z.object({
  DATABASE_URL: checked(isDatabase, 'must be a postgresql:// URL with a login and a database'),
  REQUESTS_DATABASE_URL: z.optional(checked(isDatabase, 'must be a postgresql:// URL with a login and a database')),
  TENANT_DB_HOST: z.optional(z.string()),
  TENANT_DB_PORT: z.optional(whole(65_535, 'must be a port number')),
  TENANT_DB_USER: z.optional(z.string()),
  TENANT_DB_PASSWORD: z.optional(z.string()),
  TENANT_DB_PREFIX: z._default(
    checked((value) => /^[a-z][a-z0-9_]{0,14}$/.test(value), 'must be lower-case letters, digits and _, at most 15'),
    'dbtools_tenant_',
  ),
  ENCRYPTION_KEY: z.string('is not set'),
  ENCRYPTION_KEYS_PREVIOUS: z.optional(z.string()),
  PORTOLAN_PUBLIC_URL: checked(isOrigin, 'must be scheme, host and port alone, as in https://portolan.example.com'),
  PORTOLAN_DRIVER_HOST: z.optional(z.string()),
  PORTOLAN_DRIVER_HOST_PLAIN: z.optional(z.string()),
  PORTOLAN_RATE_LIMIT: z._default(z.enum(['on', 'off'], 'must be on or off'), 'on'),
  PORTOLAN_DELETED_CONNECTION_DAYS: z._default(whole(9_999, 'must be a number of days'), 30),
  LOG_LEVEL: z._default(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'must be a level of the log'),
    'info',
  ),
});

/** What is wrong with the configuration, in one line that names the variable. */
export class ConfigurationError extends Error {}

/** Reads what the worker was given. An empty variable counts as unset. Throws `ConfigurationError`. */
export function readConfiguration(bindings: Bindings): Configuration {
  const texts = Object.entries(bindings).filter(([, value]) => typeof value === 'string' && value !== '');
  const { HYPERDRIVE: owner, HYPERDRIVE_REQUESTS: requests } = bindings;
  const parsed = Variables.safeParse({
    ...Object.fromEntries(texts),
    ...(owner ? { DATABASE_URL: owner.connectionString } : {}),
    ...(requests ? { REQUESTS_DATABASE_URL: requests.connectionString } : {}),
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigurationError(`${String(issue?.path[0])} ${issue?.message}`);
  }
  const v = parsed.data;
  return {
    databaseUrl: v.DATABASE_URL,
    requestsUrl: v.REQUESTS_DATABASE_URL,
    tenantDatabase: {
      ...(v.TENANT_DB_HOST === undefined ? {} : { host: v.TENANT_DB_HOST }),
      ...(v.TENANT_DB_PORT === undefined ? {} : { port: v.TENANT_DB_PORT }),
      ...(v.TENANT_DB_USER === undefined ? {} : { user: v.TENANT_DB_USER }),
      ...(v.TENANT_DB_PASSWORD === undefined ? {} : { password: v.TENANT_DB_PASSWORD }),
    },
    tenantPrefix: v.TENANT_DB_PREFIX,
    ...readKeys(v.ENCRYPTION_KEY, v.ENCRYPTION_KEYS_PREVIOUS),
    publicUrl: new URL(v.PORTOLAN_PUBLIC_URL),
    driverHosts: readHosts(v.PORTOLAN_DRIVER_HOST, v.PORTOLAN_DRIVER_HOST_PLAIN),
    rateLimit: v.PORTOLAN_RATE_LIMIT === 'on',
    deletedConnectionDays: v.PORTOLAN_DELETED_CONNECTION_DAYS,
    logLevel: v.LOG_LEVEL,
  };
}

const listed = (text = '') => text.split(',').flatMap((item) => item.trim() || []);

function readHosts(hosts: string | undefined, plain: string | undefined): HostAddress[] {
  try {
    return listed(hosts).map((text) => parseHostAddress(text, listed(plain)));
  } catch (error) {
    throw new ConfigurationError(`PORTOLAN_DRIVER_HOST ${(error as Error).message}`);
  }
}

function readKeys(current: string, previous?: string): Pick<Configuration, 'masterKey' | 'previousKeys'> {
  try {
    return {
      masterKey: parseMasterKey(current).bytes,
      previousKeys: listed(previous).map((key) => parseMasterKey(key, 'ENCRYPTION_KEYS_PREVIOUS').bytes),
    };
  } catch (error) {
    throw new ConfigurationError((error as Error).message);
  }
}

function isDatabase(value: string): boolean {
  if (!/^postgres(?:ql)?:\/\//.test(value) || !URL.canParse(value)) return false;
  const { username, pathname } = new URL(value);
  return username !== '' && pathname.length > 1;
}

function isOrigin(value: string): boolean {
  if (!/^https?:\/\//.test(value) || !URL.canParse(value)) return false;
  const { pathname, search, hash, username, password } = new URL(value);
  return pathname === '/' && `${search}${hash}${username}${password}` === '';
}
