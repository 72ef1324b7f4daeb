import { type EntityManager, UserEntity } from '@portolan/db';
import { toBase64Url } from '../crypto/base64.ts';
import type { PasswordHasher } from '../ports/index.ts';
import { hashPassword } from './hash-password.ts';
import { findAccountId } from './verify-password.ts';

export interface OperatorSeed {
  userId: string;
  email: string;
  /** The password that was generated just now; null when the operator was there or brought their own. */
  generatedPassword: string | null;
}

/** Makes the first operator, once: an installation that has any operator is left as it is. */
export async function seedOperator(
  em: EntityManager,
  hasher: PasswordHasher,
  wanted: { email: string; password: string | null },
): Promise<OperatorSeed> {
  await em.execute('lock table users in share row exclusive mode');
  const operator = await em.findOne(UserEntity, { isOperator: true }, { orderBy: { createdAt: 'asc' } });
  if (operator) return { userId: operator.id, email: operator.email, generatedPassword: null };
  const generatedPassword = wanted.password ? null : toBase64Url(crypto.getRandomValues(new Uint8Array(15)));
  const passwordHash = await hashPassword(hasher, wanted.password ?? (generatedPassword as string));
  const existing = await findAccountId(em, wanted.email);
  const now = new Date();
  const userId = existing ?? crypto.randomUUID();
  if (existing) await em.nativeUpdate(UserEntity, { id: userId }, { isOperator: true, passwordHash, updatedAt: now });
  else {
    await em.insert(UserEntity, {
      id: userId,
      email: wanted.email,
      passwordHash,
      firstName: 'First',
      lastName: 'Operator',
      isActive: true,
      isOperator: true,
      createdAt: now,
      updatedAt: now,
    });
  }
  return { userId, email: wanted.email, generatedPassword };
}
