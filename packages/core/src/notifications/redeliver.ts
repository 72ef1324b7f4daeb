import type { NotificationDelivery, NotificationDeliveryIdInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { addDelivery } from './add-delivery.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, toDelivery } from './delivery-row.ts';
import { requireRule } from './rule-row.ts';

const FIND = `select ${DELIVERY_COLUMNS} from notification_deliveries d where d.tenant_id = ? and d.id = ?`;

/** Sends a message again, to where its rule leads now, with the same id; a line of its own in the log. */
export async function redeliver(
  ctx: TenantContext,
  { id }: NotificationDeliveryIdInput,
): Promise<NotificationDelivery> {
  await ctx.services.attempts.message.consume(ctx.principal.userId);
  return mutate(ctx, async (em, held) => {
    const [sent] = await em.execute<DeliveryRow[]>(FIND, [held.tenant.id, id]);
    if (!sent) throw new AppError('NOT_FOUND', 'Delivery not found');
    if (!sent.ruleId) throw new AppError('CONFLICT', 'The rule of this message was deleted');
    const rule = await requireRule(em, held, sent.ruleId);
    const { events, types, count, messageId } = sent;
    const again = { kind: 'redelivery', events, types, count, messageId, at: new Date() } as const;
    const row = await addDelivery(held.services, em, rule, again);
    const details = { name: rule.name, deliveryId: row.id, of: sent.id };
    const entry = {
      action: 'notifications:redeliver',
      entityType: 'notification_rule',
      entityId: rule.id,
      details,
    } as const;
    await recordEvent(em, held, entry);
    return toDelivery(row);
  });
}
