import { PasswordResetEntity, type UserRow } from '@portolan/db';
import type { Services } from '../context.ts';
import { newLinkToken } from '../crypto/link-token.ts';
import { findUserByEmail } from './verify-password.ts';

const LIFETIME_MS = 60 * 60_000;

export interface ResetLink {
  user: UserRow;
  url: string;
  expiresAt: Date;
}

/** A link that sets a new password, good once and for an hour; null where no active account has that address. */
export async function createResetLink(
  { db, publicUrl }: Pick<Services, 'db' | 'publicUrl'>,
  email: string,
): Promise<ResetLink | null> {
  const { token, tokenHash } = await newLinkToken();
  const expiresAt = new Date(Date.now() + LIFETIME_MS);
  const user = await db.transaction({}, async (em) => {
    const found = await findUserByEmail(em, email);
    if (!found?.isActive) return null;
    await em.upsert(PasswordResetEntity, { userId: found.id, tokenHash, expiresAt, createdAt: new Date() });
    return found;
  });
  // In the fragment: browsers send that to nobody, so no log and no referrer holds it.
  return user && { user, url: new URL(`/reset-password#token=${token}`, publicUrl).href, expiresAt };
}
