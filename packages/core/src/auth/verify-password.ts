import type { LoginInput } from '@portolan/contract';
import { type EntityManager, UserEntity, type UserRow } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';

export interface VerifyOptions {
  /** For an invitation: it brings back an account that lost its last membership. */
  allowInactive?: boolean;
  /** The account itself is changed next: two who both do would wait for each other. */
  toChange?: boolean;
}

let decoy: Promise<string> | undefined;

/**
 * The user of an e-mail address and a password. Unknown user, wrong password and inactive account cost one hash and
 * give one answer, so that nobody can ask who has an account here.
 */
export async function verifyPassword(ctx: Context, input: LoginInput, options: VerifyOptions = {}): Promise<UserRow> {
  const { hasher, attempts, db } = ctx.services;
  const account = input.username.trim().toLowerCase();
  await attempts.password.consume(account, ctx.request.address);
  const user = await db.transaction({}, (em) => findUserByEmail(em, account));
  decoy ??= hasher.hash('nobody has this password');
  const matches = await hasher.verify(user?.passwordHash ?? (await decoy), input.password);
  if (!user?.passwordHash || !matches || !(user.isActive || options.allowInactive)) {
    const details = { account };
    await db.transaction({}, (em) => recordEvent(em, ctx, { action: 'auth:login', outcome: 'denied', details }));
    throw wrongCredentials();
  }
  await attempts.password.succeeded(account, ctx.request.address);
  return user;
}

/**
 * Holds the user's row until the transaction ends, and refuses when the password is no longer the one that was verified,
 * or the account no longer active: what ends all sessions must include every one that is just being opened.
 */
export async function holdVerified(em: EntityManager, user: UserRow, options: VerifyOptions = {}): Promise<void> {
  const rows = await em.execute<{ active: boolean }[]>(
    `select is_active as active from users where id = ? and password_hash = ? for ${options.toChange ? 'no key update' : 'share'}`,
    [user.id, user.passwordHash],
  );
  if (!rows[0] || !(rows[0].active || options.allowInactive)) throw wrongCredentials();
}

function wrongCredentials(): AppError {
  return new AppError('UNAUTHORIZED', 'The e-mail address or the password is wrong');
}

export function findUserByEmail(em: EntityManager, email: string): Promise<UserRow | null> {
  return em
    .createQueryBuilder(UserEntity)
    .where('lower(email) = ?', [email.toLowerCase()])
    .getSingleResult() as Promise<UserRow | null>;
}
