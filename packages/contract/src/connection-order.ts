import { CONNECTION_STATUSES, ENVIRONMENTS, NOBODY, TAG_PATTERN, TAGS_MAX } from './connection-facts.ts';
import { HealthStatus } from './connection-health.ts';
import { ConnectionKind } from './connection-kinds.ts';
import { CredentialState } from './credentials.ts';
import { Id, text } from './text.ts';
import * as z from './zod.ts';

export const Environment = z.enum(ENVIRONMENTS);
export type Environment = z.infer<typeof Environment>;

export const Tag = z.string().check(z.regex(TAG_PATTERN, 'A tag has 1 to 64 of a-z, 0-9, _ . : / and -'));
export const Tags = z.array(Tag).check(
  z.overwrite((tags) => [...new Set(tags)]),
  z.maxLength(TAGS_MAX, `At most ${TAGS_MAX} tags`),
);

/** What people put connections in order by: theirs to choose, and no part of where a connection leads. */
export const orderShape = {
  environment: z.optional(Environment),
  tags: z.optional(Tags),
  /** A member of the tenant. */
  ownerId: z.optional(z.nullable(Id)),
};

export const ConnectionStatus = z.enum(CONNECTION_STATUSES);
export type ConnectionStatus = z.infer<typeof ConnectionStatus>;

/** What every list of connections is narrowed by, all of it at once. */
export const connectionFilterShape = {
  search: z.optional(text(0, 200)),
  dbType: z.optional(ConnectionKind),
  status: z.optional(ConnectionStatus),
  environment: z.optional(Environment),
  /** Those that have every one of them. */
  tag: z.optional(Tags),
  ownerId: z.optional(z.union([z.literal(NOBODY), Id])),
  credentialState: z.optional(CredentialState),
  health: z.optional(HealthStatus),
};

/** The same filters as a list: each value says how many that list would show with it in place of its own of that kind. */
export const ConnectionFacetsInput = z.strictObject({ ...connectionFilterShape, deleted: z.optional(z.boolean()) });
export type ConnectionFacetsInput = z.infer<typeof ConnectionFacetsInput>;

const count = z.int();
export const ConnectionFacets = z.strictObject({
  total: count,
  environment: z.array(z.strictObject({ value: Environment, count })),
  /** The most used first; under the tags that are chosen already, as they narrow each other. */
  tag: z.array(z.strictObject({ value: z.string(), count })),
  dbType: z.array(z.strictObject({ value: ConnectionKind, count })),
  status: z.array(z.strictObject({ value: ConnectionStatus, count })),
  /** Null stands for nobody; `name` is the person's, or their e-mail address. */
  owner: z.array(z.strictObject({ value: z.nullable(Id), name: z.nullable(z.string()), count })),
});
export type ConnectionFacets = z.infer<typeof ConnectionFacets>;
