import { ConnectionKind } from '@portolan/contract';
import * as z from 'zod/mini';
import type { ConnectionTarget } from '../driver.ts';

/** Who calls for it: people, checks and scheduled refreshes have processes of their own, on a host too. */
export const LANES = ['people', 'checks', 'charts'] as const;
export type Lane = (typeof LANES)[number];

/** Its engine looks at settings and credential itself, as it does in the hub. */
const TargetShape = z.strictObject({
  dbType: ConnectionKind,
  host: z.string(),
  port: z.number(),
  databaseName: z.nullable(z.string()),
  username: z.nullable(z.string()),
  useSsl: z.boolean(),
  options: z.record(z.string(), z.unknown()),
  credential: z.nullable(z.looseObject({ type: z.string() })),
});
const target = z.custom<ConnectionTarget>((value) => TargetShape.safeParse(value).success);

const names = z.optional(z.readonly(z.array(z.string())));
const schema = z.optional(z.string());
const tableQuery = z.strictObject({
  schema,
  search: z.optional(z.string()),
  includeViews: z.boolean(),
  page: z.int(),
  pageSize: z.int(),
});
const scope = z.strictObject({
  depth: z.enum(['schemas', 'tables', 'columns']),
  include: names,
  exclude: names,
  table: z.optional(z.strictObject({ schema, name: z.string() })),
  known: names,
});

/** One call of a hub. `greet` dials nobody: it shows that the host is the one that was meant. `telling`: somebody hears the stages as they end. */
export const RemoteCall = z.discriminatedUnion('verb', [
  z.strictObject({ verb: z.literal('greet') }),
  z.strictObject({ verb: z.literal('warm'), kinds: z.array(ConnectionKind) }),
  z.strictObject({ verb: z.literal('diagnose'), target, telling: z.boolean() }),
  z.strictObject({ verb: z.literal('check'), target }),
  z.strictObject({ verb: z.literal('schemas'), target }),
  z.strictObject({ verb: z.literal('tables'), target, query: tableQuery }),
  z.strictObject({ verb: z.literal('fields'), target, query: z.strictObject({ schema, table: z.string() }) }),
  z.strictObject({ verb: z.literal('introspect'), target, scope }),
]);
export type RemoteCall = z.infer<typeof RemoteCall>;

/** What is encrypted to the host: the call, and the key that its answer is authenticated by. */
export const Sealed = z.strictObject({
  lane: z.enum(LANES),
  tenant: z.string(),
  /** 32 bytes in base64url. */
  answerKey: z.string().check(z.regex(/^[\w-]{43}$/)),
  call: RemoteCall,
});
export type Sealed = z.infer<typeof Sealed>;
