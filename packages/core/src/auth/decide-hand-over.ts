import type { RecordedAction } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { SessionContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { deadCode, findHandOver } from './find-hand-over.ts';

export interface Decision {
  status: 'approved' | 'refused';
  action: RecordedAction;
  tenantId: string | null;
}

/**
 * What a person decides about the device that shows a code, once: of two who decide at the same moment one is too late. As
 * the owner: the login of the API must not be able to approve for anybody.
 */
export async function decideHandOver(ctx: SessionContext, userCode: string, decision: Decision): Promise<void> {
  const { id, device, address, createdAt } = await findHandOver(ctx, userCode);
  const { status, action, tenantId } = decision;
  await mutate(
    ctx,
    async (em, held) => {
      await assertOwnSession(em, held);
      if (tenantId) await assertMember(em, held, tenantId);
      const [decided] = await em.execute<object[]>(
        `update hand_overs set status = ?, user_id = ?, tenant_id = ?
         where id = ? and status = 'pending' and expires_at > now() returning id`,
        [status, held.principal.userId, tenantId, id],
      );
      if (!decided) throw deadCode('used');
      const details = { name: device, deviceAddress: address, begunAt: new Date(createdAt).toISOString() };
      await recordEvent(em, held, { action, entityType: 'hand_over', entityId: id, details });
    },
    { scope: 'owner' },
  );
}

/** What was handed over hands nothing over: a session that somebody stole would outlive itself. */
async function assertOwnSession(em: EntityManager, { sessionId }: SessionContext): Promise<void> {
  const sql = 'select handed_over as "handedOver" from sessions where id = ?';
  const [session] = await em.execute<{ handedOver: boolean }[]>(sql, [sessionId]);
  if (session?.handedOver === false) return;
  throw new AppError('FORBIDDEN', 'A session that was handed over hands nothing over: sign in with your password');
}

async function assertMember(em: EntityManager, { principal }: SessionContext, tenantId: string): Promise<void> {
  const [member] = await em.execute<object[]>(
    `select from memberships m join tenants t on t.id = m.tenant_id and t.status = 'active'
     where m.tenant_id = ? and m.user_id = ? and m.is_active`,
    [tenantId, principal.userId],
  );
  if (!member) throw new AppError('FORBIDDEN', 'You are not a member of this tenant');
}
