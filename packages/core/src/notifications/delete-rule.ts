import type { NotificationRuleIdInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { auditedRule, requireRule } from './rule-row.ts';

const END = `
  update notification_deliveries set status = 'failed', failure = 'The rule was deleted', next_attempt_at = null, ended_at = now()
  where tenant_id = ? and rule_id = ? and status = 'pending'`;

/** Ends a rule, and what it had still to tell; the log of its messages stays. */
export async function deleteRule(ctx: TenantContext, { id }: NotificationRuleIdInput): Promise<void> {
  await mutate(ctx, async (em, held) => {
    const row = await requireRule(em, held, id);
    await em.execute(END, [held.tenant.id, row.id], 'run');
    await em.execute('delete from notification_rules where tenant_id = ? and id = ?', [held.tenant.id, row.id], 'run');
    const details = { name: row.name, before: auditedRule(row) };
    const entry = {
      action: 'notifications:delete',
      entityType: 'notification_rule',
      entityId: row.id,
      details,
    } as const;
    await recordEvent(em, held, entry);
  });
}
