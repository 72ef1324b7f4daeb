import { isEgressRule } from '@portolan/drivers/host';
import * as z from 'zod/mini';
import { ConfigurationError } from './configuration-error.ts';

export interface Configuration {
  host: string;
  port: number;
  /** A key set, or the file that it is in. */
  hubKeys: string;
  /** Keys of this host, or the file that they are in; null: a file in the data dir, made where it is not there. */
  ownKeys: string | null;
  dataDir: string;
  egress: { allow: string[]; deny: string[]; allowPrivate: boolean };
  logLevel: string;
}

const rules = z.pipe(
  z.pipe(
    z.string(),
    z.transform((value) =>
      value
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    ),
  ),
  z.array(z.string().check(z.refine(isEgressRule, 'must be CIDRs, addresses or host names (*.example.com too)'))),
);

/** Every variable that is read. Messages name no value: it may be a secret. */
const Variables = z.object({
  HOST: z._default(z.string().check(z.regex(/^[\w.:-]+$/, 'must be a host name or an address')), '127.0.0.1'),
  PORT: z._default(z.string().check(z.regex(/^\d{1,5}$/, 'must be a port number')), '3010'),
  PORTOLAN_HUB_KEYS: z.string(
    'must be the public keys of the hub, or the file that they are in: "portolan keys public"',
  ),
  PORTOLAN_DRIVER_KEY: z.optional(z.string()),
  PORTOLAN_DATA_DIR: z._default(z.string(), '.portolan'),
  PORTOLAN_EGRESS_ALLOW: z._default(rules, []),
  PORTOLAN_EGRESS_DENY: z._default(rules, []),
  LOG_LEVEL: z._default(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'must be a pino level'),
    'info',
  ),
});

/** Reads the whole configuration. An empty variable counts as unset. Throws `ConfigurationError`. */
export function readConfiguration(env: Record<string, string | undefined>): Configuration {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Variables.safeParse(present);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigurationError(`${String(issue?.path[0])} ${issue?.message}`);
  }
  const v = parsed.data;
  if (Number(v.PORT) > 65_535) throw new ConfigurationError('PORT must be a port number');
  return {
    host: v.HOST,
    port: Number(v.PORT),
    hubKeys: v.PORTOLAN_HUB_KEYS,
    ownKeys: v.PORTOLAN_DRIVER_KEY ?? null,
    dataDir: v.PORTOLAN_DATA_DIR,
    // It stands near the databases: which of its networks it may dial is said, not taken for granted.
    egress: { allow: v.PORTOLAN_EGRESS_ALLOW, deny: v.PORTOLAN_EGRESS_DENY, allowPrivate: false },
    logLevel: v.LOG_LEVEL,
  };
}
