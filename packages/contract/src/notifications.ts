import { ConnectionKind } from './connection-kinds.ts';
import { NOTIFIED_EVENTS, WEBHOOK_FORMATS } from './notification-facts.ts';
import { limitedPageOf, pagingShape } from './paging.ts';
import { Email } from './passwords.ts';
import { Id, nameText, Timestamp, text } from './text.ts';
import * as z from './zod.ts';

const MOST_STARS = 10;
const stars = (pattern: string) => (pattern.match(/\*+/g) ?? []).length;
/** Anchors, counted groups and escapes: as a pattern of names it would never match, and its writer would wait in vain. */
const REGULAR = /^\^|\$$|[)\].]\+|[+*]\)[*+]|\\/;

/** A pattern of names: `*` stands for anything, all else for itself. */
export const NamePattern = nameText(1, 100).check(
  z.refine((pattern) => stars(pattern) <= MOST_STARS, `Has more than ${MOST_STARS} asterisks`),
  z.refine(
    (pattern) => !REGULAR.test(pattern),
    'Looks like a regular expression: in a pattern of names only * is special, and stands for anything',
  ),
);

/** Which connections a rule is about. */
export const NotificationFilter = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('all') }),
  z.strictObject({ type: z.literal('kind'), kinds: z.array(ConnectionKind).check(z.minLength(1), z.maxLength(20)) }),
  z.strictObject({ type: z.literal('name'), pattern: NamePattern }),
  z.strictObject({ type: z.literal('connections'), ids: z.array(Id).check(z.minLength(1), z.maxLength(500)) }),
]);
export type NotificationFilter = z.infer<typeof NotificationFilter>;

/** An address of HTTP without a login in it: what is secret about it is kept encrypted as a whole. */
const WebhookUrl = text(1, 2_048).check(
  z.refine(
    (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    'Must be an address that begins with https:// or http://',
  ),
  z.refine((value) => !URL.canParse(value) || !new URL(value).username, 'Must have no login in it'),
);
const format = z.enum(WEBHOOK_FORMATS);
const to = z.array(Email).check(z.minLength(1), z.maxLength(20));

export const NotificationTargetInput = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('email'), to }),
  z.strictObject({ type: z.literal('webhook'), url: WebhookUrl, format: z.optional(format) }),
]);
export type NotificationTargetInput = z.infer<typeof NotificationTargetInput>;

/** As it is shown: of an address that is a secret by itself, only whose it is. */
export const NotificationTarget = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('email'), to: z.array(z.string()) }),
  z.strictObject({ type: z.literal('webhook'), url: z.string(), format }),
]);
export type NotificationTarget = z.infer<typeof NotificationTarget>;

const StoredFilter = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('all') }),
  z.strictObject({ type: z.literal('kind'), kinds: z.array(ConnectionKind) }),
  z.strictObject({ type: z.literal('name'), pattern: z.string() }),
  z.strictObject({ type: z.literal('connections'), ids: z.array(Id) }),
]);

/** Who is told of what. `formerSecretUntil`: until then messages bear a signature of the former secret, too. */
export const NotificationRule = z.strictObject({
  id: Id,
  name: z.string(),
  enabled: z.boolean(),
  events: z.array(z.enum(NOTIFIED_EVENTS)),
  onlyBreaking: z.boolean(),
  filter: StoredFilter,
  target: NotificationTarget,
  formerSecretUntil: z.nullable(Timestamp),
  lastMessageAt: z.nullable(Timestamp),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type NotificationRule = z.infer<typeof NotificationRule>;

/** The answers that may carry the secret of a webhook: null where none was made. */
export const NotificationRuleWithSecret = z.strictObject({
  ...NotificationRule.shape,
  secret: z.nullable(z.string()),
});
export type NotificationRuleWithSecret = z.infer<typeof NotificationRuleWithSecret>;

const parts = {
  name: nameText(1, 100),
  events: z.array(z.enum(NOTIFIED_EVENTS)).check(z.minLength(1), z.maxLength(20)),
  filter: NotificationFilter,
  target: NotificationTargetInput,
};
const flags = { onlyBreaking: z.optional(z.boolean()), enabled: z.optional(z.boolean()) };

/** Without a filter it is about all connections; `onlyBreaking` concerns `schema.changed` alone. */
export const CreateNotificationRuleInput = z.strictObject({ ...parts, ...flags, filter: z.optional(parts.filter) });
export type CreateNotificationRuleInput = z.infer<typeof CreateNotificationRuleInput>;

/** What is left out stays. `rotateSecret` makes another secret, which the answer has. */
export const UpdateNotificationRuleInput = z.strictObject({
  id: Id,
  name: z.optional(parts.name),
  events: z.optional(parts.events),
  filter: z.optional(parts.filter),
  target: z.optional(parts.target),
  ...flags,
  rotateSecret: z.optional(z.boolean()),
});
export type UpdateNotificationRuleInput = z.infer<typeof UpdateNotificationRuleInput>;

export const NotificationRuleIdInput = z.strictObject({ id: Id });
export type NotificationRuleIdInput = z.infer<typeof NotificationRuleIdInput>;

export const ListNotificationRulesInput = z.strictObject({ ...pagingShape });
export type ListNotificationRulesInput = z.infer<typeof ListNotificationRulesInput>;
export const NotificationRulePage = limitedPageOf(NotificationRule);
export type NotificationRulePage = z.infer<typeof NotificationRulePage>;

/** A message: what is in it, how often it was tried, and what was answered last. Its rule may be gone. */
export const NotificationDelivery = z.strictObject({
  id: Id,
  ruleId: z.nullable(Id),
  ruleName: z.string(),
  target: z.string(),
  /** The `webhook-id`: a message that is sent again has the same. */
  messageId: z.string(),
  kind: z.enum(['event', 'test', 'redelivery']),
  types: z.array(z.enum(NOTIFIED_EVENTS)),
  count: z.int(),
  subject: z.string(),
  status: z.enum(['pending', 'delivered', 'failed']),
  attempts: z.int(),
  answerCode: z.nullable(z.int()),
  failure: z.nullable(z.string()),
  createdAt: Timestamp,
  lastAttemptAt: z.nullable(Timestamp),
  nextAttemptAt: z.nullable(Timestamp),
  endedAt: z.nullable(Timestamp),
});
export type NotificationDelivery = z.infer<typeof NotificationDelivery>;

export const ListNotificationDeliveriesInput = z.strictObject({
  ruleId: z.optional(Id),
  status: z.optional(NotificationDelivery.shape.status),
  ...pagingShape,
});
export type ListNotificationDeliveriesInput = z.infer<typeof ListNotificationDeliveriesInput>;
export const NotificationDeliveryPage = limitedPageOf(NotificationDelivery);
export type NotificationDeliveryPage = z.infer<typeof NotificationDeliveryPage>;

export const NotificationDeliveryIdInput = z.strictObject({ id: Id });
export type NotificationDeliveryIdInput = z.infer<typeof NotificationDeliveryIdInput>;
