import type { ChangePasswordInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { SessionContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { assertAcceptablePassword } from './acceptable-password.ts';
import { accountKey } from './account-key.ts';
import { endSessions } from './end-sessions.ts';
import { hashPassword } from './hash-password.ts';
import { proveSelf, wrongPassword } from './prove-self.ts';

/** Sets a new password for who knows the old one, and signs them out everywhere else. */
export async function changePassword(ctx: SessionContext, input: ChangePasswordInput): Promise<void> {
  const { hasher, attempts } = ctx.services;
  const { userId, email } = ctx.principal;
  assertAcceptablePassword(input.newPassword, email, 'newPassword');
  const account = await proveSelf(ctx, input.currentPassword, 'auth:changePassword');
  await attempts.password.succeeded(accountKey(email), ctx.request.address);
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
