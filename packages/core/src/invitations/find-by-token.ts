import { type EntityManager, InvitationEntity, type InvitationRow, TenantEntity } from '@portolan/db';
import type { Context, TenantRef } from '../context.ts';
import { sha256 } from '../crypto/hash.ts';
import { AppError } from '../errors.ts';

export interface LiveInvitation {
  row: InvitationRow;
  roleId: string;
  tenant: TenantRef;
}

/**
 * The pending invitation that a token belongs to, in a tenant that is active. Guesses are counted by address; the token
 * itself is the only right needed, and row-level security shows its bearer this row alone.
 */
export async function findByToken(ctx: Context, token: string): Promise<LiveInvitation> {
  const { db, attempts } = ctx.services;
  await attempts.link.consume(ctx.request.address);
  const tokenHash = await sha256(token);
  const live = await db.transaction({ invitationHash: tokenHash }, async (em) => {
    const row = await em.findOne(InvitationEntity, { tokenHash, status: 'pending', expiresAt: { $gt: new Date() } });
    const tenant = row && (await em.findOne(TenantEntity, { id: row.tenantId, status: 'active' }));
    return row?.roleId && tenant ? { row, roleId: row.roleId, tenant } : null;
  });
  if (!live) throw deadInvitation();
  await attempts.link.succeeded(ctx.request.address);
  const { id, slug, name } = live.tenant;
  return { ...live, tenant: { id, slug, name } };
}

/** Refuses, as any dead token, one whose inviter could no longer give what it gives. */
export async function assertStanding(em: EntityManager, row: InvitationRow): Promise<void> {
  if ((await lapseOf(em, row)) !== null) throw deadInvitation();
}

/** Why an invitation no longer stands, or null; what that hangs on is held until the transaction ends. */
export async function lapseOf(em: EntityManager, { id }: InvitationRow): Promise<string | null> {
  const [row] = await em.execute<{ lapse: string | null }[]>('select invitation_lapse(?) as lapse', [id]);
  return row?.lapse ?? null;
}

/** Takes the token, once: of any number of callers one gets past this statement. */
export async function takeToken(em: EntityManager, row: InvitationRow, change: Partial<InvitationRow>): Promise<void> {
  const where = { id: row.id, tokenHash: row.tokenHash, status: 'pending', expiresAt: { $gt: new Date() } } as const;
  const taken = await em.nativeUpdate(InvitationEntity, where, { ...change, updatedAt: new Date() });
  if (taken === 0) throw deadInvitation();
}

export function deadInvitation(): AppError {
  return new AppError('NOT_FOUND', 'This invitation has been used, revoked or replaced, or it is too old');
}
