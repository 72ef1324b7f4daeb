import { isIP } from 'node:net';
import { ConfiguredLibvirtUri } from '@portolan/contract';
import { isEgressRule } from '@portolan/drivers/host';
import { parseNetwork } from '@portolan/http';
import * as z from 'zod/mini';

/** What follows a check that failed is not asked any more. */
const checked = (isGood: (value: string) => boolean, message: string) =>
  z.string().check(z.refine(isGood, { error: message, abort: true }));
const port = z.pipe(
  z.pipe(z.string().check(z.regex(/^\d{1,5}$/, 'must be a port number')), z.transform(Number)),
  z.number().check(z.maximum(65_535, 'must be a port number')),
);
const months = z.pipe(
  z.pipe(z.string().check(z.regex(/^\d{1,4}$/, 'must be a number of months')), z.transform(Number)),
  z.number().check(z.minimum(1, 'must be a number of months')),
);
const days = z.pipe(
  z.pipe(z.string().check(z.regex(/^\d{1,4}$/, 'must be a number of days')), z.transform(Number)),
  z.number().check(z.minimum(1, 'must be a number of days')),
);
const list = z.pipe(
  z.string(),
  z.transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  ),
);
const addresses = z.pipe(list, z.array(checked((item) => parseNetwork(item) !== null, 'must be addresses or CIDRs')));
const rules = z.pipe(
  list,
  z.array(checked(isEgressRule, 'must be CIDRs, addresses or host names (*.example.com too)')),
);
const flag = z.enum(['on', 'off'], 'must be on or off');
const host = checked(isHost, 'must be a host name or an address');

/** Both have to go into a URL, which takes neither 300.1.1.1 nor the zone of an address (fe80::1%eth0). */
function isHost(value: string): boolean {
  if (isIP(value) === 6) return URL.canParse(`http://[${value}]`);
  return /^[\w-]+(\.[\w-]+)*\.?$/.test(value) && URL.canParse(`http://${value}`);
}

/** Every variable that is read, as it is read. Messages name no value: it may be a secret. */
export const Variables = z.object({
  HOST: z._default(host, '127.0.0.1'),
  PORT: z._default(port, 3000),
  PORTOLAN_DATA_DIR: z._default(
    checked((value) => !value.includes('\0'), 'must be a folder'),
    '.portolan',
  ),
  DATABASE_URL: z.optional(
    checked(isUrl('postgres', 'postgresql'), 'must be a postgresql:// URL').check(
      z.refine(
        (value) => new URL(value).username !== '',
        'must name a login, as in postgresql://login:password@host/database',
      ),
      z.refine(
        (value) => new URL(value).pathname.length > 1,
        'must name a database, as in postgresql://login:password@host/database',
      ),
    ),
  ),
  TENANT_DB_HOST: z.optional(host),
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
    checked(isUrl('http', 'https'), 'must be an http(s) URL').check(
      z.refine(
        (value) => isOrigin(new URL(value)),
        'must be scheme, host and port alone, as in https://portolan.example.com',
      ),
    ),
  ),
  PORTOLAN_EGRESS_ALLOW: z.optional(rules),
  PORTOLAN_EGRESS_DENY: z.optional(rules),
  PORTOLAN_DRIVER_HOST: z.optional(list),
  PORTOLAN_DRIVER_HOST_PLAIN: z.optional(list),
  PORTOLAN_TRUSTED_PROXIES: z.optional(addresses),
  PORTOLAN_PROCESSES: z._default(
    z.string().check(z.regex(/^(?:auto|[1-9]\d?)$/, 'must be auto, or a number from 1 to 99')),
    '1',
  ),
  PORTOLAN_RATE_LIMIT: z._default(flag, 'on'),
  PORTOLAN_REMEMBER: z._default(flag, 'on'),
  PORTOLAN_DEMO: z.optional(flag),
  PORTOLAN_MONITORING: z._default(flag, 'on'),
  PORTOLAN_AUDIT_ANCHOR: z.optional(
    checked(
      (value) => !value.includes('\0') && (!/^[a-z]+:\/\//i.test(value) || isUrl('http', 'https')(value)),
      'must be a file or an http(s) URL',
    ),
  ),
  PORTOLAN_AUDIT_RETENTION_MONTHS: z.optional(months),
  PORTOLAN_AUDIT_ARCHIVE: z.optional(checked((value) => !value.includes('\0'), 'must be a folder')),
  PORTOLAN_DELETED_CONNECTION_DAYS: z._default(days, 30),
  PORTOLAN_METRICS_TOKEN: z.optional(
    z.string().check(z.regex(/^[\x21-\x7e]{16,200}$/, 'must have 16 to 200 characters, without spaces')),
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.optional(checked(isUrl('http', 'https'), 'must be an http(s) URL')),
  SMTP_URL: z.optional(
    checked(isUrl('smtp', 'smtps'), 'must be an smtp(s):// URL').check(
      z.refine((value) => new URL(value).hostname !== '', 'must name a host'),
    ),
  ),
  PORTOLAN_LIBVIRT_URI: z.optional(
    checked(
      (value) => ConfiguredLibvirtUri.safeParse(value).success,
      'must be a URI of libvirt without a password, as qemu:///system or qemu+ssh://user@host/system',
    ),
  ),
  PORTOLAN_NODE: z.optional(checked((value) => !value.includes('\0'), 'must be a program')),
  LOG_LEVEL: z._default(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'must be a pino level'),
    'info',
  ),
  LOG_FORMAT: z.optional(z.enum(['json', 'pretty'], 'must be json or pretty')),
});
export type Variables = z.infer<typeof Variables>;

/** Names that look like ours and are none: a slip of the pen would otherwise go unnoticed. */
export function unknownVariables(env: Record<string, unknown>): string[] {
  return Object.keys(env).filter((name) => OURS.test(name) && !(name in Variables.shape));
}

// Those of the tests are for other programs.
const OURS = /^(?:PORTOLAN_(?!TEST_)|TENANT_DB_|ENCRYPTION_KEY)/;

function isUrl(...schemes: string[]): (value: string) => boolean {
  return (value) =>
    schemes.some((scheme) => value.startsWith(`${scheme}://`)) && URL.canParse(value) && isEncoded(new URL(value));
}

/** A percent sign that begins nothing is a password that was not encoded. */
function isEncoded({ username, password, pathname }: URL): boolean {
  try {
    return [username, password, pathname].every((part) => decodeURIComponent(part) !== null);
  } catch {
    return false;
  }
}

function isOrigin({ pathname, search, hash, username, password }: URL): boolean {
  return pathname === '/' && `${search}${hash}${username}${password}` === '';
}
