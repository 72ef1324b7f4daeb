import type { IssuedToken, LoginInput } from '@portolan/contract';
import type { Context } from '../context.ts';
import { startSession } from './start-session.ts';
import { tokenOf } from './token-of.ts';

/** Signs a program in: a bearer token whose session is asked on each request. */
export async function issueToken(ctx: Context, input: LoginInput): Promise<IssuedToken> {
  return tokenOf(ctx, await startSession(ctx, input));
}
