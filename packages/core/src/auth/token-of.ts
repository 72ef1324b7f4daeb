import type { IssuedToken } from '@portolan/contract';
import type { Context } from '../context.ts';
import type { StartedSession } from './start-session.ts';
import { TOKEN_LIFETIME } from './tokens.ts';
import type { Account } from './verify-password.ts';
import { toUser } from './view.ts';

/** A session that was just opened, as a bearer token. */
export async function tokenOf(
  ctx: Context,
  { user, session }: Pick<StartedSession, 'session'> & { user: Omit<Account, 'proof'> },
): Promise<IssuedToken> {
  const accessToken = await ctx.services.tokens.issue(session.sessionId, user.id);
  return { accessToken, tokenType: 'bearer', expiresIn: TOKEN_LIFETIME, user: toUser(user) };
}
