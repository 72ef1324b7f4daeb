import type { RecordedAction } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { SessionContext } from '../context.ts';
import { type AppError, invalid } from '../errors.ts';
import { accountKey } from './account-key.ts';
import { type Account, proveAccount } from './verify-password.ts';

/**
 * The caller's own account, proven by its password: whoever found an open browser must not guess it here at leisure. What
 * it costs is given back by `succeeded` of the attempts. A wrong one is an event of `action`.
 */
export async function proveSelf(ctx: SessionContext, password: string, action: RecordedAction): Promise<Account> {
  const { db, attempts } = ctx.services;
  const { userId, email } = ctx.principal;
  await attempts.password.consume(accountKey(email), ctx.request.address);
  const account = await proveAccount(ctx, { username: email, password });
  if (account?.id === userId) return account;
  await db.transaction({}, (em) => recordEvent(em, ctx, { action, outcome: 'denied' }));
  throw wrongPassword();
}

export function wrongPassword(): AppError {
  return invalid('currentPassword', 'The current password is wrong');
}
