import type { ChangePasswordInput } from '@portolan/contract';
import { UserEntity } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { SessionContext } from '../context.ts';
import { invalid } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { assertAcceptablePassword } from './acceptable-password.ts';
import { endSessions } from './end-sessions.ts';

/** Sets a new password for who knows the old one, and signs them out everywhere else. */
export async function changePassword(ctx: SessionContext, input: ChangePasswordInput): Promise<void> {
  const { db, hasher, attempts } = ctx.services;
  const { userId, email } = ctx.principal;
  const { address } = ctx.request;
  assertAcceptablePassword(input.newPassword, email, 'newPassword');
  // Whoever found an open browser must not guess the password here at leisure.
  await attempts.password.consume(email.toLowerCase(), address);
  const user = await db.transaction({}, (em) => em.findOneOrFail(UserEntity, { id: userId }));
  if (!(await hasher.verify(user.passwordHash ?? '', input.currentPassword))) {
    await db.transaction({}, (em) => recordEvent(em, ctx, { action: 'auth:changePassword', outcome: 'denied' }));
    throw invalid('currentPassword', 'The current password is wrong');
  }
  await attempts.password.succeeded(email.toLowerCase(), address);
  const passwordHash = await hasher.hash(input.newPassword);
  await mutate(ctx, async (em, held) => {
    await em.nativeUpdate(UserEntity, { id: userId }, { passwordHash, updatedAt: new Date() });
    const ended = await endSessions(em, userId, ctx.sessionId);
    const details = { ended };
    await recordEvent(em, held, { action: 'auth:changePassword', entityType: 'user', entityId: userId, details });
  });
}
