import type { NotificationDelivery, NotificationRuleIdInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { addDelivery, type NewDelivery } from './add-delivery.ts';
import { toDelivery } from './delivery-row.ts';
import { requireRule } from './rule-row.ts';

/** Sends a message that tells of nothing; what came of it stands in the log. */
export async function testRule(ctx: TenantContext, { id }: NotificationRuleIdInput): Promise<NotificationDelivery> {
  await ctx.services.attempts.message.consume(ctx.principal.userId);
  return mutate(ctx, async (em, held) => {
    const rule = await requireRule(em, held, id);
    const nothing: NewDelivery = { kind: 'test', events: [], types: [], count: 0, at: new Date() };
    const row = await addDelivery(held.services, em, rule, nothing);
    const details = { name: rule.name, deliveryId: row.id };
    const entry = {
      action: 'notifications:test',
      entityType: 'notification_rule',
      entityId: rule.id,
      details,
    } as const;
    await recordEvent(em, held, entry);
    return toDelivery(row);
  });
}
