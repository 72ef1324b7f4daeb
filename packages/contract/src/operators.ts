import { limitedPageOf, pagingShape } from './paging.ts';
import { Email } from './passwords.ts';
import { Id, Timestamp } from './text.ts';
import * as z from './zod.ts';

/** `invited` while a link is good, `expired` when its time is over and nobody has taken it. */
export const OPERATOR_STATUSES = ['active', 'inactive', 'invited', 'expired'] as const;
export const OperatorStatus = z.enum(OPERATOR_STATUSES);
export type OperatorStatus = z.infer<typeof OperatorStatus>;

/** An operator of the installation, by the id of the account; or one who is invited, by the id of the invitation. */
export const Operator = z.strictObject({
  id: Id,
  email: z.string(),
  firstName: z.nullable(z.string()),
  lastName: z.nullable(z.string()),
  status: OperatorStatus,
  /** Who invited them; null for those who are operators, and for what was sent from the command line. */
  invitedBy: z.nullable(z.string()),
  expiresAt: z.nullable(Timestamp),
  createdAt: Timestamp,
});
export type Operator = z.infer<typeof Operator>;

export const ListOperatorsInput = z.strictObject({ ...pagingShape });
export type ListOperatorsInput = z.infer<typeof ListOperatorsInput>;
export const OperatorPage = limitedPageOf(Operator);
export type OperatorPage = z.infer<typeof OperatorPage>;

export const InviteOperatorInput = z.strictObject({ email: Email });
export type InviteOperatorInput = z.infer<typeof InviteOperatorInput>;

/** `acceptUrl` is the link for the inviter to pass on; null when it went out by mail. It is shown only here. */
export const OperatorInvitation = z.strictObject({
  id: Id,
  email: z.string(),
  status: z.literal('invited'),
  expiresAt: Timestamp,
  createdAt: Timestamp,
  acceptUrl: z.nullable(z.string()),
});
export type OperatorInvitation = z.infer<typeof OperatorInvitation>;

export const OperatorIdInput = z.strictObject({ id: Id });
export type OperatorIdInput = z.infer<typeof OperatorIdInput>;

/** What the bearer of a link may know before accepting. */
export const OperatorInvitationPreview = z.strictObject({
  email: z.string(),
  inviter: z.nullable(z.string()),
  expiresAt: Timestamp,
  accountExists: z.boolean(),
});
export type OperatorInvitationPreview = z.infer<typeof OperatorInvitationPreview>;
