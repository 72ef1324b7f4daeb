import { limitedPageOf, pagingShape } from './paging.ts';
import { Id, Timestamp, text, trimmedText } from './text.ts';
import * as z from './zod.ts';

/**
 * How an act ended: it was done, it failed, it was refused. `started` stands before an act that uses a secret: it is
 * written, and committed, before anybody is dialled.
 */
export const AUDIT_OUTCOMES = ['success', 'failure', 'denied', 'started'] as const;
export const AuditOutcome = z.enum(AUDIT_OUTCOMES);
export type AuditOutcome = z.infer<typeof AuditOutcome>;

/** Who did what to what, from where, and with what outcome. `seq` is its place in the tenant's chain. */
export const AuditEvent = z.strictObject({
  id: Id,
  /** Null: it stands outside of the chain, where only tampering can have put it. */
  seq: z.nullable(z.int()),
  action: z.string(),
  outcome: AuditOutcome,
  actorUserId: z.nullable(Id),
  actorEmail: z.nullable(z.string()),
  /** Where the actor's API key acted for them. */
  actorApiKeyId: z.nullable(Id),
  entityType: z.nullable(z.string()),
  entityId: z.nullable(Id),
  details: z.nullable(z.record(z.string(), z.unknown())),
  requestId: z.nullable(z.string()),
  address: z.nullable(z.string()),
  createdAt: Timestamp,
});
export type AuditEvent = z.infer<typeof AuditEvent>;

const Moment = z.iso.datetime({ offset: true });

const filterShape = {
  /** A whole action, or with a colon at its end all of a feature: `connections:`. */
  action: z.optional(text(1, 100)),
  /** Id or e-mail address of a user. */
  actor: z.optional(trimmedText(1, 320)),
  outcome: z.optional(AuditOutcome),
  entityType: z.optional(text(1, 100)),
  entityId: z.optional(Id),
  /** From this moment on. */
  from: z.optional(Moment),
  /** Up to this moment, which is out. */
  to: z.optional(Moment),
};

export const ListAuditEventsInput = z.strictObject({ ...pagingShape, ...filterShape });
export type ListAuditEventsInput = z.infer<typeof ListAuditEventsInput>;
/** `names`: what people, connections, roles and keys that the events point at are called now, by their ids. */
export const AuditEventPage = z.extend(limitedPageOf(AuditEvent), { names: z.record(z.string(), z.string()) });
export type AuditEventPage = z.infer<typeof AuditEventPage>;

export const ExportAuditEventsInput = z.strictObject(filterShape);
export type ExportAuditEventsInput = z.infer<typeof ExportAuditEventsInput>;

/** How many events there are of each action, outcome and person, each counted under every filter but its own. */
export const AuditFacets = z.strictObject({
  actions: z.array(z.strictObject({ action: z.string(), count: z.int() })),
  outcomes: z.array(z.strictObject({ outcome: AuditOutcome, count: z.int() })),
  /** Those with most events first; no more than `MAX_FACET_PEOPLE`. */
  people: z.array(z.strictObject({ id: Id, name: z.nullable(z.string()), count: z.int() })),
});
export type AuditFacets = z.infer<typeof AuditFacets>;
export const MAX_FACET_PEOPLE = 200;

const ChainHash = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'Must be 64 hexadecimal digits'));
const anchorShape = {
  anchorSeq: z.optional(z.int().check(z.minimum(1))),
  anchorHash: z.optional(ChainHash),
};
const together = 'anchorSeq and anchorHash come together';

/** The anchor is the head that an earlier verification answered, kept where nobody of this installation can change it. */
export const VerifyAuditInput = z
  .strictObject(anchorShape)
  .check(z.refine((input) => (input.anchorSeq === undefined) === (input.anchorHash === undefined), together));
export type VerifyAuditInput = z.infer<typeof VerifyAuditInput>;

/**
 * What is wrong with an event: changed since it was written; not there; there without a place in the chain; the chain's
 * head does not know it as the last; written with a key that is not at hand; not the one that the anchor stands for. Of the
 * log as a whole: its chain is not there; nothing under a key of this installation says that it was begun.
 */
export const AUDIT_FAULTS = ['altered', 'missing', 'inserted', 'head', 'key', 'anchor', 'chain', 'beginning'] as const;
export type AuditFault = (typeof AUDIT_FAULTS)[number];

export const AuditVerification = z.strictObject({
  ok: z.boolean(),
  /** Events that were found as they were written. */
  checked: z.int(),
  head: z.nullable(z.strictObject({ seq: z.int(), hash: z.string() })),
  /** The first event that is not as it should be. */
  broken: z.nullable(z.strictObject({ seq: z.nullable(z.int()), id: z.nullable(Id), reason: z.enum(AUDIT_FAULTS) })),
});
export type AuditVerification = z.infer<typeof AuditVerification>;
