import * as z from 'zod/mini';
import { Permission } from './permissions.ts';
import { Id, text } from './text.ts';

export const PASSWORD_MAX = 200;

/** `username` is the e-mail address, compared without case. A password over the limit is refused before any hashing. */
export const LoginInput = z.strictObject({ username: text(1, 320), password: text(1, PASSWORD_MAX) });
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

/** The caller, with the permissions held in the active tenant (none where no tenant is active). */
export const Me = z.strictObject({
  ...User.shape,
  permissions: z.array(Permission),
  isOperator: z.boolean(),
});
export type Me = z.infer<typeof Me>;
