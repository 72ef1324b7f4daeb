import type { ResetPasswordInput } from '@portolan/contract';
import { type EntityManager, PasswordResetEntity, UserEntity, type UserRow } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { sha256 } from '../crypto/hash.ts';
import { AppError } from '../errors.ts';
import { assertAcceptablePassword } from './acceptable-password.ts';
import { endSessions } from './end-sessions.ts';

/** Sets a new password with the link of a mail, once, and ends every session of the account. */
export async function resetPassword(ctx: Context, input: ResetPasswordInput): Promise<void> {
  const { db, hasher, attempts } = ctx.services;
  const { address } = ctx.request;
  await attempts.link.consume(address);
  const tokenHash = await sha256(input.token);
  const user = await db.transaction({}, (em) => bearerOf(em, tokenHash));
  assertAcceptablePassword(input.newPassword, user.email, 'newPassword');
  const passwordHash = await hasher.hash(input.newPassword);
  await db.transaction({}, async (em) => {
    const used = await em.nativeDelete(PasswordResetEntity, { tokenHash, expiresAt: { $gt: new Date() } });
    if (used === 0) throw deadLink();
    await em.nativeUpdate(UserEntity, { id: user.id }, { passwordHash, updatedAt: new Date() });
    await endSessions(em, user.id);
    const entry = { action: 'auth:resetPassword', actorUserId: user.id, entityType: 'user', entityId: user.id };
    await recordEvent(em, ctx, entry);
  });
  await attempts.link.succeeded(address);
}

async function bearerOf(em: EntityManager, tokenHash: string): Promise<UserRow> {
  const reset = await em.findOne(PasswordResetEntity, { tokenHash, expiresAt: { $gt: new Date() } });
  const user = reset && (await em.findOne(UserEntity, { id: reset.userId, isActive: true }));
  if (!user) throw deadLink();
  return user;
}

function deadLink(): AppError {
  return new AppError('NOT_FOUND', 'This link has been used or is too old; ask for a new one');
}
