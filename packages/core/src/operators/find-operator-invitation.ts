import type { Context } from '../context.ts';
import { sha256 } from '../crypto/hash.ts';
import { deadInvitation } from '../invitations/index.ts';

export interface LiveOperatorInvitation {
  id: string;
  email: string;
  /** Null: the installation itself, by its command line. */
  inviter: string | null;
  expiresAt: Date;
  /** The account of that address, if there is one. */
  accountId: string | null;
  tokenHash: string;
}

/** The pending invitation that a token belongs to, while its inviter is an operator. Guesses are counted by address. */
export async function findOperatorInvitation(ctx: Context, token: string): Promise<LiveOperatorInvitation> {
  const { db, attempts } = ctx.services;
  await attempts.link.consume(ctx.request.address);
  const tokenHash = await sha256(token);
  const [row] = await db.transaction({}, (em) =>
    em.execute<(Omit<LiveOperatorInvitation, 'expiresAt' | 'tokenHash'> & { expiresAt: Date | string })[]>(
      `select id, email, inviter, expires_at as "expiresAt", account_id as "accountId" from find_operator_invitation(?)`,
      [tokenHash],
    ),
  );
  if (!row) throw deadInvitation();
  await attempts.link.succeeded(ctx.request.address);
  return { ...row, expiresAt: new Date(row.expiresAt), tokenHash };
}
