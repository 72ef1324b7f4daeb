import { type EntityManager, InvitationEntity, type InvitationRow } from '@portolan/db';
import type { Principal } from '../context.ts';
import { newLinkToken } from '../crypto/link-token.ts';
import { AppError } from '../errors.ts';
import { isUniqueViolation } from '../unique-violation.ts';

const LIFETIME_MS = 7 * 86_400_000;

/** By which right it was given: the invitation lapses with it. */
export type Inviter = Pick<InvitationRow, 'invitedByUserId' | 'invitedAs' | 'invitedWithApiKeyId'>;

export function inviterOf({ userId, credential }: Principal, invitedAs: InvitationRow['invitedAs']): Inviter {
  const invitedWithApiKeyId = credential.kind === 'apiKey' ? credential.apiKeyId : null;
  return { invitedByUserId: userId, invitedAs, invitedWithApiKeyId };
}

export interface Written {
  row: InvitationRow;
  /** Known only now; the database keeps its hash. */
  token: string;
}

/** When an invitation that is sent now ends. */
export function expiry(): Date {
  return new Date(Date.now() + LIFETIME_MS);
}

/** Stores a pending invitation. That there is one at most for each address is the database's unique index. */
export async function writeInvitation(
  em: EntityManager,
  wanted: { tenantId: string; email: string; roleId: string } & Inviter,
): Promise<Written> {
  const now = new Date();
  // One that ran out stands in nobody's way.
  await em.execute(
    `update invitations set status = 'expired', updated_at = ?
     where tenant_id = ? and lower(email) = lower(?) and status = 'pending' and expires_at <= ?`,
    [now, wanted.tenantId, wanted.email, now],
  );
  const { token, tokenHash } = await newLinkToken();
  const row = {
    id: crypto.randomUUID(),
    ...wanted,
    tokenHash,
    status: 'pending',
    acceptedByUserId: null,
    expiresAt: expiry(),
    createdAt: now,
    updatedAt: now,
  } as InvitationRow;
  await em.insert(InvitationEntity, row);
  return { row, token };
}

/** Turns the violation of the one-pending rule into an error for people; any other error stays what it is. */
export function alreadyInvited(email: string): (error: unknown) => never {
  return (error) => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('CONFLICT', `${email} has a pending invitation already; resend or revoke that one`, {
      details: [{ path: 'email', code: 'pending', message: 'Invited already' }],
    });
  };
}
