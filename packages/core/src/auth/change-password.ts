import type { ChangePasswordInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { SessionContext } from '../context.ts';
import { type AppError, invalid } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { assertAcceptablePassword } from './acceptable-password.ts';
import { accountKey } from './account-key.ts';
import { endSessions } from './end-sessions.ts';
import { hashPassword } from './hash-password.ts';
import { proveAccount } from './verify-password.ts';

/** Sets a new password for who knows the old one, and signs them out everywhere else. */
export async function changePassword(ctx: SessionContext, input: ChangePasswordInput): Promise<void> {
  const { db, hasher, attempts } = ctx.services;
  const { userId, email } = ctx.principal;
  const { address } = ctx.request;
  assertAcceptablePassword(input.newPassword, email, 'newPassword');
  // Whoever found an open browser must not guess the password here at leisure.
  await attempts.password.consume(accountKey(email), address);
  const account = await proveAccount(ctx, { username: email, password: input.currentPassword });
  if (!account) {
    await db.transaction({}, (em) => recordEvent(em, ctx, { action: 'auth:changePassword', outcome: 'denied' }));
    throw wrongPassword();
  }
  await attempts.password.succeeded(accountKey(email), address);
  const hash = await hashPassword(hasher, input.newPassword);
  await mutate(ctx, async (em, held) => {
    const [set] = await em.execute<{ done: boolean | null }[]>('select set_password(?, ?, ?) as done', [
      userId,
      account.proof,
      hash,
    ]);
    // Somebody else has just set another one with the same right to it.
    if (!set?.done) throw wrongPassword();
    const ended = await endSessions(em, userId, ctx.sessionId);
    const details = { ended };
    await recordEvent(em, held, { action: 'auth:changePassword', entityType: 'user', entityId: userId, details });
  });
}

function wrongPassword(): AppError {
  return invalid('currentPassword', 'The current password is wrong');
}
