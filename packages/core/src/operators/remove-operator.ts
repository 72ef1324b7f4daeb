import type { OperatorIdInput } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import { endSessions } from '../auth/index.ts';
import { AppError } from '../errors.ts';
import { type Changing, mutate } from '../mutate.ts';
import { takeAccountTurn, takeOperatorsTurn } from '../turns.ts';
import { syncAccount } from '../users/index.ts';
import { revokeGivenBy } from './revoke-given-by.ts';

/**
 * Ends somebody's work as an operator, or an invitation to it. Their sessions end, and what they have pending as an
 * operator; the account stays where a tenant has it as an active member. Whoever is not the last may step down themselves.
 */
export async function removeOperator(ctx: Changing, { id }: OperatorIdInput): Promise<void> {
  await mutate(
    ctx,
    async (em, held) => {
      await takeOperatorsTurn(em);
      const invitation = await revokeInvitation(em, id);
      if (invitation) {
        const entry = { entityType: 'operator_invitation', entityId: id, details: { email: invitation.email } };
        return recordEvent(em, held, { action: 'operators:remove', ...entry });
      }
      await takeAccountTurn(em, id);
      const { email } = await requireOperator(em, id);
      await assertOthers(em, id);
      await revokeGivenBy(em, held, id);
      await em.execute('update users set is_operator = false, updated_at = now() where id = ?', [id], 'run');
      await syncAccount(em, id);
      const ended = await endSessions(em, id);
      const details = { email, ended };
      await recordEvent(em, held, { action: 'operators:remove', entityType: 'user', entityId: id, details });
    },
    { scope: 'owner' },
  );
}

async function revokeInvitation(em: EntityManager, id: string): Promise<{ email: string } | undefined> {
  const [row] = await em.execute<{ email: string }[]>(
    `update operator_invitations set status = 'revoked', updated_at = now()
     where id = ? and status = 'pending' returning email`,
    [id],
  );
  return row;
}

async function requireOperator(em: EntityManager, id: string): Promise<{ email: string }> {
  const [row] = await em.execute<{ email: string }[]>('select email from users where id = ? and is_operator', [id]);
  if (!row) throw new AppError('NOT_FOUND', 'Operator not found');
  return row;
}

/** Under the operators' turn: who is counted here stays one until this commits. */
async function assertOthers(em: EntityManager, id: string): Promise<void> {
  const others = await em.execute('select from users where is_operator and is_active and id <> ? limit 1', [id]);
  if (others.length > 0) return;
  throw new AppError('LAST_OPERATOR', 'An installation keeps at least one operator; invite another one first', {
    entity: { type: 'user', id },
  });
}
