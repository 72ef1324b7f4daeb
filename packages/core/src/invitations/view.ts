import type { InvitationStatus, SentInvitation } from '@portolan/contract';
import type { InvitationRow } from '@portolan/db';

/** An invitation whose time is over counts as expired, whether or not anyone has written so. */
export function statusOf(row: Pick<InvitationRow, 'status' | 'expiresAt'>): InvitationStatus {
  return row.status === 'pending' && row.expiresAt.getTime() <= Date.now() ? 'expired' : row.status;
}

export function toSentInvitation(row: InvitationRow, acceptUrl: string | null): SentInvitation {
  return {
    id: row.id,
    email: row.email,
    roleId: row.roleId ?? null,
    status: statusOf(row),
    expiresAt: row.expiresAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    acceptUrl,
  };
}
