import { UNUSABLE_STATES } from './connection-facts.ts';
import { Id, Timestamp } from './text.ts';
import * as z from './zod.ts';

/** How many there are, and some of them. */
const few = <T extends z.core.$ZodType>(item: T) => z.strictObject({ total: z.int(), items: z.array(item) });

/** A connection whose credential has to be entered again before it can be used. */
export const UnusableCredential = z.strictObject({
  id: Id,
  name: z.string(),
  state: z.enum(UNUSABLE_STATES),
});
export type UnusableCredential = z.infer<typeof UnusableCredential>;

/** The certificate of a server that ends soon, or has ended. */
export const EndingCertificate = z.strictObject({ id: Id, name: z.string(), subject: z.string(), endsAt: Timestamp });
export type EndingCertificate = z.infer<typeof EndingCertificate>;

export const PendingInvitation = z.strictObject({
  id: Id,
  email: z.string(),
  roleName: z.nullable(z.string()),
  expiresAt: Timestamp,
});
export type PendingInvitation = z.infer<typeof PendingInvitation>;

/** What has changed last in the schema of a connection, by how many tables; between two snapshots. */
export const SchemaDrift = z.strictObject({
  id: Id,
  name: z.string(),
  at: Timestamp,
  breaking: z.boolean(),
  added: z.int(),
  removed: z.int(),
  changed: z.int(),
  previousId: Id,
  snapshotId: Id,
});
export type SchemaDrift = z.infer<typeof SchemaDrift>;

/**
 * What needs attention besides health, what ends first or is newest first, twenty of each at most. Null is what the caller
 * may not see.
 */
export const HealthAttention = z.strictObject({
  /** How many connections there are, how many of them are checked, and when one was checked last. */
  checks: z.strictObject({ total: z.int(), watched: z.int(), lastCheckAt: z.nullable(Timestamp) }),
  credentials: few(UnusableCredential),
  certificates: few(EndingCertificate),
  invitations: z.nullable(few(PendingInvitation)),
  /** Of the last seven days. */
  drift: z.nullable(few(SchemaDrift)),
});
export type HealthAttention = z.infer<typeof HealthAttention>;
