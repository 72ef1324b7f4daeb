import { ConnectionKind, StoredOptions } from './connection-kinds.ts';
import { connectionFilterShape, Environment } from './connection-order.ts';
import { EXPORT_FORMATS, IMPORT_FORMATS, IMPORT_TEXT_MAX } from './exchange-facts.ts';
import { Id } from './text.ts';
import * as z from './zod.ts';

/** All connections, or those that a list with the same filters shows. */
export const ExportConnectionsInput = z.strictObject({
  format: z.optional(z.enum(EXPORT_FORMATS)),
  ...connectionFilterShape,
});
export type ExportConnectionsInput = z.infer<typeof ExportConnectionsInput>;

/** A connection as it travels: what people entered but its secret. The owner is an e-mail address, as ids end at the installation. */
export const ExportedConnection = z.strictObject({
  id: Id,
  name: z.string(),
  description: z.nullable(z.string()),
  dbType: ConnectionKind,
  host: z.string(),
  port: z.int(),
  databaseName: z.nullable(z.string()),
  username: z.nullable(z.string()),
  useSsl: z.boolean(),
  options: z.nullable(StoredOptions),
  environment: Environment,
  tags: z.array(z.string()),
  owner: z.nullable(z.string()),
});
export type ExportedConnection = z.infer<typeof ExportedConnection>;
/** What an export as JSON is. */
export const ExportedConnections = z.strictObject({ connections: z.array(ExportedConnection) });

/** A file of connections, without any secret. */
export const ConnectionsFile = z.strictObject({
  format: z.enum(EXPORT_FORMATS),
  fileName: z.string(),
  text: z.string(),
});
export type ConnectionsFile = z.infer<typeof ConnectionsFile>;

export const ImportConnectionsInput = z.strictObject({
  /** `auto`, which is the default, goes by what the text looks like. */
  format: z.optional(z.enum(['auto', ...IMPORT_FORMATS])),
  text: z.string().check(z.minLength(1), z.maxLength(IMPORT_TEXT_MAX, 'Too long for one import: split it')),
  /** Without it nothing is changed: the answer says what would be. */
  apply: z.optional(z.boolean()),
  /** Takes the passwords in the text along. */
  withSecrets: z.optional(z.boolean()),
});
export type ImportConnectionsInput = z.infer<typeof ImportConnectionsInput>;

export const ImportAction = z.enum(['created', 'changed', 'unchanged', 'refused']);
export type ImportAction = z.infer<typeof ImportAction>;

export const ImportRow = z.strictObject({
  /** Of the text, from 1; of JSON the place in its list. */
  line: z.int(),
  name: z.string(),
  action: ImportAction,
  /** Why it is refused, or what of it is left out. */
  reason: z.optional(z.string()),
  /** Names of the fields that become others, `credential` among them. */
  changes: z.optional(z.array(z.string())),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const ImportResult = z.strictObject({
  created: z.int(),
  changed: z.int(),
  refused: z.int(),
  rows: z.array(ImportRow),
});
export type ImportResult = z.infer<typeof ImportResult>;
