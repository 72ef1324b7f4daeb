import { CONNECTION_KINDS, SSL_MODES } from './connection-facts.ts';
import { cut } from './cut.ts';
import { pemFault } from './pem-fault.ts';
import { text } from './text.ts';
import * as z from './zod.ts';

export const ConnectionKind = z.enum(CONNECTION_KINDS, {
  error: ({ input }) => (typeof input === 'string' ? `Unsupported database type: ${cut(input)}` : undefined),
});
export type ConnectionKind = z.infer<typeof ConnectionKind>;

export const SslMode = z.enum(SSL_MODES, 'Must be one of disable, require, verify-ca, verify-full');
export type SslMode = z.infer<typeof SslMode>;

const pem = z.string().check(
  z.maxLength(65_536),
  z.refine((value) => pemFault(value, 'certificate') === undefined, {
    error: ({ input }) => pemFault(String(input), 'certificate'),
  }),
);
const word = z.optional(text(0, 255));
const flag = z.optional(z.boolean());

/** TLS of the wire protocols: mode, trusted CA and client certificate, both PEM. The client key is a credential. */
const tls = { sslMode: z.optional(SslMode), sslCa: z.optional(pem), sslCert: z.optional(pem) };

/** What each kind understands beside host, port, database and user. Closed: an unknown key is an error. */
export const PostgresqlOptions = z.strictObject({ ...tls, schema: word });
export const MysqlOptions = z.strictObject({ ...tls, schema: word });
export const SqlserverOptions = z.strictObject({
  ...tls,
  instanceName: word,
  encrypt: flag,
  trustServerCertificate: flag,
});
/** HTTPS is always verified; a private authority, or that of an inspecting proxy, is named here. */
const https = { sslCa: z.optional(pem) };
export const DatabricksOptions = z.strictObject({ ...https, httpPath: word });
export const SnowflakeOptions = z.strictObject({ ...https, account: word, warehouse: word, role: word, schema: word });

export const OPTIONS_BY_KIND = {
  postgresql: PostgresqlOptions,
  mysql: MysqlOptions,
  sqlserver: SqlserverOptions,
  databricks: DatabricksOptions,
  snowflake: SnowflakeOptions,
} as const;

export type OptionsOf<K extends ConnectionKind> = z.infer<(typeof OPTIONS_BY_KIND)[K]>;

const anyKind = {
  ...tls,
  schema: word,
  instanceName: word,
  encrypt: flag,
  trustServerCertificate: flag,
  httpPath: word,
  account: word,
  warehouse: word,
  role: word,
};

/** Options of any kind, for a change that does not repeat the kind; the verb checks them against the real one. */
export const ConnectionOptions = z.strictObject(anyKind);
export type ConnectionOptions = z.infer<typeof ConnectionOptions>;

const stored = z.optional(z.string());
/** Options as they are answered: what was taken under earlier rules is shown, not judged again. */
export const StoredOptions = z.strictObject({ ...anyKind, sslCa: stored, sslCert: stored });
