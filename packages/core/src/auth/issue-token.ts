import type { IssuedToken, LoginInput } from '@portolan/contract';
import type { Context } from '../context.ts';
import { startSession } from './start-session.ts';
import { TOKEN_LIFETIME } from './tokens.ts';
import { toUser } from './view.ts';

/** Signs a program in: a bearer token whose session is asked on each request. */
export async function issueToken(ctx: Context, input: LoginInput): Promise<IssuedToken> {
  const { user, session } = await startSession(ctx, input);
  const accessToken = await ctx.services.tokens.issue(session.sessionId, user.id);
  return { accessToken, tokenType: 'bearer', expiresIn: TOKEN_LIFETIME, user: toUser(user) };
}
