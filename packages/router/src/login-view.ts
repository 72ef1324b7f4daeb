import { type IssuedToken, User } from '@portolan/contract';
import * as z from 'zod/mini';

/** The answer of `/api/auth/login`: the token under both names of the specs, and the user. */
const LoginView = z.strictObject({
  token: z.string(),
  accessToken: z.string(),
  tokenType: z.literal('bearer'),
  user: User,
});

/** What a sign-in answers over REST, however it was come by. */
export const loginView = {
  schema: LoginView,
  of: ({ accessToken, tokenType, user }: IssuedToken) => ({ token: accessToken, accessToken, tokenType, user }),
};
