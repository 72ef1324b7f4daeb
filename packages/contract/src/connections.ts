import { CONNECTION_SORTS, SNAPSHOT_REFRESHES } from './connection-facts.ts';
import { ConnectionHealth, Monitoring, MonitoringInput } from './connection-health.ts';
import {
  ConnectionKind,
  ConnectionOptions,
  DatabricksOptions,
  MysqlOptions,
  PostgresqlOptions,
  SnowflakeOptions,
  SqlserverOptions,
  StoredOptions,
} from './connection-kinds.ts';
import { connectionFilterShape, Environment, orderShape } from './connection-order.ts';
import { Credential, CredentialState } from './credentials.ts';
import { pageOf, pagingShape } from './paging.ts';
import { parseHost, plainHost } from './parse-host.ts';
import { expectedUpdatedAt, Id, Timestamp, text, trimmedText } from './text.ts';
import * as z from './zod.ts';

/** As it is stored: without brackets and the root's dot. What no driver could dial is refused here. */
export const HostName = z.string().check(
  z.trim(),
  z.minLength(1, 'Host is required'),
  z.maxLength(255),
  z.overwrite(plainHost),
  z.refine((value) => parseHost(value) !== null, 'Host is a name or an address, not a URL or a path'),
);
export const Port = z.int().check(z.minimum(1), z.maximum(65_535));

/** Password of a connection: absent keeps, '' (or null) removes, a value replaces. Never trimmed, never answered. */
const password = z.optional(z.nullable(text(0, 1000)));
const nullableText = (max: number) => z.optional(z.nullable(text(0, max)));

const target = {
  host: HostName,
  port: Port,
  databaseName: nullableText(255),
  username: nullableText(255),
  password,
  credential: z.optional(Credential),
  useSsl: z.optional(z.boolean()),
};
const snapshotRefresh = z.enum(SNAPSHOT_REFRESHES);
/** What is null is as usual: monitoring as the tenant has it, the snapshot as is usual for its kind. */
const watched = { monitoring: z.optional(MonitoringInput), snapshotRefresh: z.optional(z.nullable(snapshotRefresh)) };
const named = { name: trimmedText(1, 100), description: nullableText(500) };
const unnamed = { name: z.optional(z.nullable(text(0, 100))), description: nullableText(500) };

type Shape = Record<string, z.core.$ZodType>;
/** One closed object per kind: the union is what gives each kind its own options, typed and checked. */
function perKind<S extends Shape>(shape: S) {
  const union = z.discriminatedUnion('dbType', [
    z.strictObject({ ...shape, dbType: z.literal('postgresql'), options: z.optional(z.nullable(PostgresqlOptions)) }),
    z.strictObject({ ...shape, dbType: z.literal('mysql'), options: z.optional(z.nullable(MysqlOptions)) }),
    z.strictObject({ ...shape, dbType: z.literal('sqlserver'), options: z.optional(z.nullable(SqlserverOptions)) }),
    z.strictObject({ ...shape, dbType: z.literal('databricks'), options: z.optional(z.nullable(DatabricksOptions)) }),
    z.strictObject({ ...shape, dbType: z.literal('snowflake'), options: z.optional(z.nullable(SnowflakeOptions)) }),
  ]);
  const kindless = z.strictObject({
    dbType: ConnectionKind,
    ...shape,
    options: z.optional(z.nullable(ConnectionOptions)),
  });
  return firstOf(union, kindless, (input) => ConnectionKind.safeParse(dbTypeOf(input)).success);
}

/** A union that meets an unknown kind says nothing of the rest: `otherwise` then finds all that is wrong, kind included. */
function firstOf<U extends z.core.$ZodType>(union: U, otherwise: z.core.$ZodType, fits: (input: unknown) => boolean) {
  const told = z.transform((input: unknown, { issues }: z.core.ParsePayload) => {
    if (fits(input)) return input;
    for (const issue of z.safeParse(otherwise, input).error?.issues ?? []) issues.push(issue as z.core.$ZodRawIssue);
    return input;
  });
  return z.pipe(told, union) as z.ZodMiniType<z.output<U>, z.input<U>>;
}

function dbTypeOf(input: unknown): unknown {
  return typeof input === 'object' && input !== null && 'dbType' in input ? input.dbType : undefined;
}

export const CreateConnectionInput = perKind({
  ...named,
  ...target,
  ...orderShape,
  ...watched,
  /** Only where the tenant has no connection of this name, and none is being created: else it is refused as a conflict. */
  ifNew: z.optional(z.boolean()),
});
export type CreateConnectionInput = z.infer<typeof CreateConnectionInput>;

export const UpdateConnectionInput = z.strictObject({
  id: Id,
  name: z.optional(trimmedText(1, 100)),
  description: nullableText(500),
  dbType: z.optional(ConnectionKind),
  host: z.optional(HostName),
  port: z.optional(Port),
  databaseName: nullableText(255),
  username: nullableText(255),
  password,
  credential: z.optional(Credential),
  useSsl: z.optional(z.boolean()),
  options: z.optional(z.nullable(ConnectionOptions)),
  ...orderShape,
  ...watched,
  expectedUpdatedAt,
});
export type UpdateConnectionInput = z.infer<typeof UpdateConnectionInput>;

/** A test of what is not saved. `connectionId` lends its stored credential, only to the unchanged destination. */
export const TestConnectionInput = perKind({ ...unnamed, ...target, connectionId: z.optional(Id) });
export type TestConnectionInput = z.infer<typeof TestConnectionInput>;

export const ConnectionIdInput = z.strictObject({ id: Id });
export type ConnectionIdInput = z.infer<typeof ConnectionIdInput>;

export const ListConnectionsInput = z.strictObject({
  ...pagingShape,
  ...connectionFilterShape,
  /** The deleted ones instead, the last deleted first; needs the permission to delete. */
  deleted: z.optional(z.boolean()),
  sortBy: z.optional(z.enum(CONNECTION_SORTS)),
  sortOrder: z.optional(z.enum(['asc', 'desc'])),
});
export type ListConnectionsInput = z.infer<typeof ListConnectionsInput>;

export const Connection = z.strictObject({
  id: Id,
  name: z.string(),
  description: z.nullable(z.string()),
  dbType: ConnectionKind,
  host: z.string(),
  port: z.int(),
  databaseName: z.nullable(z.string()),
  username: z.nullable(z.string()),
  hasCredential: z.boolean(),
  credentialState: CredentialState,
  useSsl: z.boolean(),
  options: z.nullable(StoredOptions),
  environment: Environment,
  tags: z.array(z.string()),
  ownerId: z.nullable(Id),
  monitoring: Monitoring,
  /** How often its schema is read by itself. */
  snapshotRefresh,
  /** As the checks have found it; what people test themselves is below. */
  health: ConnectionHealth,
  lastTestedAt: z.nullable(Timestamp),
  lastTestResult: z.nullable(z.boolean()),
  lastTestMessage: z.nullable(z.string()),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  createdByUserId: z.nullable(Id),
  tenantId: Id,
  /** When it was deleted and by whom: in the list of deleted connections only. */
  deletedAt: z.optional(Timestamp),
  deletedByUserId: z.optional(z.nullable(Id)),
});
export type Connection = z.infer<typeof Connection>;

export const ConnectionPage = pageOf(Connection);
export type ConnectionPage = z.infer<typeof ConnectionPage>;

const { status: _, ...besideStatus } = connectionFilterShape;
/** How many connections each status filter would show under the same other filters. */
export const CountConnectionsInput = z.strictObject(besideStatus);
export type CountConnectionsInput = z.infer<typeof CountConnectionsInput>;
export const ConnectionCounts = z.strictObject({
  all: z.int(),
  untested: z.int(),
  connected: z.int(),
  failed: z.int(),
});
export type ConnectionCounts = z.infer<typeof ConnectionCounts>;

/** How long a deleted connection can be restored. */
export const ConnectionRetention = z.strictObject({ days: z.int() });
export type ConnectionRetention = z.infer<typeof ConnectionRetention>;

/** Who deleted connections that can be restored, members or not; `name` is that of a member who has given one. */
export const ConnectionDeleter = z.strictObject({ id: Id, email: z.string(), name: z.nullable(z.string()) });
export type ConnectionDeleter = z.infer<typeof ConnectionDeleter>;

/** What a picker needs, nothing more. */
export const ConnectionOption = z.strictObject({ id: Id, name: z.string(), dbType: ConnectionKind });
export type ConnectionOption = z.infer<typeof ConnectionOption>;
