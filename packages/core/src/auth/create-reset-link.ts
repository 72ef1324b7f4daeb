import type { Services } from '../context.ts';
import { newLinkToken } from '../crypto/link-token.ts';

const LIFETIME_MS = 60 * 60_000;

export interface ResetLink {
  user: { id: string; email: string };
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
  const [user] = await db.transaction({}, (em) =>
    em.execute<ResetLink['user'][]>('select id, email from create_reset(?, ?, ?)', [
      email.trim(),
      tokenHash,
      expiresAt,
    ]),
  );
  if (!user) return null;
  // In the fragment: browsers send that to nobody, so no log and no referrer holds it.
  return { user, url: new URL(`/reset-password#token=${token}`, publicUrl).href, expiresAt };
}
