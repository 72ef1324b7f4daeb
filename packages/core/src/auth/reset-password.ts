import type { ResetPasswordInput } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { sha256 } from '../crypto/hash.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { takeAccountTurn } from '../turns.ts';
import { assertAcceptablePassword } from './acceptable-password.ts';
import { endSessions } from './end-sessions.ts';
import { hashPassword } from './hash-password.ts';

/** Sets a new password with the link of a mail, once, and ends every session of the account. */
export async function resetPassword(ctx: Context, input: ResetPasswordInput): Promise<void> {
  const { db, hasher, attempts } = ctx.services;
  const { address } = ctx.request;
  await attempts.link.consume(address);
  const tokenHash = await sha256(input.token);
  const user = await db.transaction({}, (em) => bearerOf(em, tokenHash));
  assertAcceptablePassword(input.newPassword, user.email, 'newPassword');
  const hash = await hashPassword(hasher, input.newPassword);
  const set = async (em: EntityManager) => {
    await takeAccountTurn(em, user.id);
    const [used] = await em.execute<{ id: string | null }[]>('select reset_password(?, ?) as id', [tokenHash, hash]);
    if (used?.id !== user.id) throw deadLink();
    await endSessions(em, user.id);
    const entry = {
      action: 'auth:resetPassword',
      actorUserId: user.id,
      entityType: 'user',
      entityId: user.id,
    } as const;
    await recordEvent(em, ctx, entry);
  };
  await mutate(ctx, set, { scope: { userId: user.id } });
  await attempts.link.succeeded(address);
}

async function bearerOf(em: EntityManager, tokenHash: string): Promise<{ id: string; email: string }> {
  const [user] = await em.execute<{ id: string; email: string }[]>('select id, email from find_reset(?)', [tokenHash]);
  if (!user) throw deadLink();
  return user;
}

function deadLink(): AppError {
  return new AppError('NOT_FOUND', 'This link has been used or is too old; ask for a new one');
}
