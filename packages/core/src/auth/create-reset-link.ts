import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { newLinkToken } from '../crypto/link-token.ts';

const LIFETIME_MS = 60 * 60_000;

export interface ResetLink {
  user: { id: string; email: string };
  url: string;
  expiresAt: Date;
}

/**
 * A link that sets a new password, good once and for an hour; null where no active account has that address. Its event is
 * called `action`.
 */
export async function createResetLink(
  ctx: Context,
  email: string,
  action: 'auth:requestPasswordReset' | 'auth:createResetLink',
): Promise<ResetLink | null> {
  const { db, publicUrl } = ctx.services;
  const { token, tokenHash } = await newLinkToken();
  const expiresAt = new Date(Date.now() + LIFETIME_MS);
  // As the owner: whoever chooses a token's hash holds the token, and the login of the API must not make one.
  const user = await db.ownerTransaction(async (em) => {
    const values = [email.trim(), tokenHash, expiresAt];
    const [found] = await em.execute<ResetLink['user'][]>('select id, email from create_reset(?, ?, ?)', values);
    if (found) await recordEvent(em, ctx, { action, entityType: 'user', entityId: found.id });
    return found;
  });
  if (!user) return null;
  // In the fragment: browsers send that to nobody, so no log and no referrer holds it.
  return { user, url: new URL(`/reset-password#token=${token}`, publicUrl).href, expiresAt };
}
