import type { LoginInput, User } from '@portolan/contract';
import type { Context } from '../context.ts';
import { startSession } from './start-session.ts';
import { toUser } from './view.ts';

/** Signs a browser in: the answer is the user, the session travels in the cookie. */
export async function login(ctx: Context & { setCookie(value: string): void }, input: LoginInput): Promise<User> {
  const { user, session } = await startSession(ctx, input);
  ctx.setCookie(ctx.services.sessions.cookie(session.token));
  return toUser(user);
}
