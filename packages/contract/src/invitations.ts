import { IssuedToken, User } from './auth.ts';
import { limitedPageOf, pagingShape } from './paging.ts';
import { Email, LinkToken, Password } from './passwords.ts';
import { MyTenant } from './tenants.ts';
import { Id, PersonName, Timestamp } from './text.ts';
import * as z from './zod.ts';

export const INVITATION_STATUSES = ['pending', 'accepted', 'declined', 'revoked', 'expired'] as const;
export const InvitationStatus = z.enum(INVITATION_STATUSES);
export type InvitationStatus = z.infer<typeof InvitationStatus>;

const invitationShape = {
  id: Id,
  email: z.string(),
  /** Null once the role was deleted; an invitation that is pending always has one. */
  roleId: z.nullable(Id),
  status: InvitationStatus,
  expiresAt: Timestamp,
  createdAt: Timestamp,
};

/** `acceptUrl` is the link for the inviter to pass on; null when it went out by mail. It is shown only here. */
export const SentInvitation = z.strictObject({ ...invitationShape, acceptUrl: z.nullable(z.string()) });
export type SentInvitation = z.infer<typeof SentInvitation>;

export const Invitation = z.strictObject({
  ...invitationShape,
  roleName: z.nullable(z.string()),
  invitedBy: z.nullable(z.string()),
});
export type Invitation = z.infer<typeof Invitation>;

export const ListInvitationsInput = z.strictObject({ ...pagingShape, status: z.optional(InvitationStatus) });
export type ListInvitationsInput = z.infer<typeof ListInvitationsInput>;
export const InvitationPage = limitedPageOf(Invitation);
export type InvitationPage = z.infer<typeof InvitationPage>;

export const CreateInvitationInput = z.strictObject({ email: Email, roleId: Id });
export type CreateInvitationInput = z.infer<typeof CreateInvitationInput>;

export const InvitationIdInput = z.strictObject({ id: Id });
export type InvitationIdInput = z.infer<typeof InvitationIdInput>;

export const InvitationTokenInput = z.strictObject({ token: LinkToken });
export type InvitationTokenInput = z.infer<typeof InvitationTokenInput>;

/** What the bearer of a link may know before accepting. */
export const InvitationPreview = z.strictObject({
  email: z.string(),
  tenant: z.strictObject({ id: Id, name: z.string() }),
  role: z.strictObject({ name: z.string() }),
  expiresAt: Timestamp,
  accountExists: z.boolean(),
});
export type InvitationPreview = z.infer<typeof InvitationPreview>;

/** An existing account proves itself with its password; a new one is made with it. */
export const AcceptInvitationInput = z.strictObject({
  token: LinkToken,
  password: Password,
  firstName: PersonName,
  lastName: PersonName,
});
export type AcceptInvitationInput = z.infer<typeof AcceptInvitationInput>;

export const AcceptedInvitation = z.strictObject({ user: User, tenant: MyTenant });
export type AcceptedInvitation = z.infer<typeof AcceptedInvitation>;

export const AcceptedInvitationToken = z.strictObject({ ...IssuedToken.shape, tenant: MyTenant });
export type AcceptedInvitationToken = z.infer<typeof AcceptedInvitationToken>;
