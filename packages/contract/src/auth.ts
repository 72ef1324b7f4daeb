import { Email, LinkToken, NewPassword, Password } from './passwords.ts';
import { Permission } from './permissions.ts';
import { Id, PersonName, Timestamp, text } from './text.ts';
import * as z from './zod.ts';

/** `username` is the e-mail address, compared without case. */
export const LoginInput = z.strictObject({ username: text(1, 320), password: Password });
export type LoginInput = z.infer<typeof LoginInput>;

export const User = z.strictObject({
  id: Id,
  email: z.string(),
  firstName: z.nullable(z.string()),
  lastName: z.nullable(z.string()),
  isActive: z.boolean(),
});
export type User = z.infer<typeof User>;

/** `expiresIn` in seconds. */
export const IssuedToken = z.strictObject({
  accessToken: z.string(),
  tokenType: z.literal('bearer'),
  expiresIn: z.int(),
  user: User,
});
export type IssuedToken = z.infer<typeof IssuedToken>;

/**
 * The caller, with the permissions held in the active tenant (none where no tenant is active). `hasHypervisor` says whether
 * there is anything that machines could run on, to who may see machines.
 */
export const Me = z.strictObject({
  ...User.shape,
  permissions: z.array(Permission),
  isOperator: z.boolean(),
  hasHypervisor: z.boolean(),
});
export type Me = z.infer<typeof Me>;

/** One place where the caller is signed in. `isCurrent` is the session that asks. */
export const Session = z.strictObject({
  id: Id,
  userAgent: z.nullable(z.string()),
  address: z.nullable(z.string()),
  createdAt: Timestamp,
  lastSeenAt: Timestamp,
  expiresAt: Timestamp,
  isCurrent: z.boolean(),
});
export type Session = z.infer<typeof Session>;

export const SessionIdInput = z.strictObject({ id: Id });
export type SessionIdInput = z.infer<typeof SessionIdInput>;

export const ChangePasswordInput = z.strictObject({ currentPassword: Password, newPassword: NewPassword });
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>;

/** What is left out stays; null or nothing clears. */
export const UpdateProfileInput = z.strictObject({ firstName: PersonName, lastName: PersonName });
export type UpdateProfileInput = z.infer<typeof UpdateProfileInput>;

export const ChangeEmailInput = z.strictObject({ email: Email, currentPassword: Password });
export type ChangeEmailInput = z.infer<typeof ChangeEmailInput>;

export const RequestPasswordResetInput = z.strictObject({ email: Email });
export type RequestPasswordResetInput = z.infer<typeof RequestPasswordResetInput>;

/** Says how links leave this installation, never whether the account exists. */
export const PasswordResetRequested = z.strictObject({ delivery: z.enum(['mail', 'none']) });
export type PasswordResetRequested = z.infer<typeof PasswordResetRequested>;

export const ResetPasswordInput = z.strictObject({ token: LinkToken, newPassword: NewPassword });
export type ResetPasswordInput = z.infer<typeof ResetPasswordInput>;
