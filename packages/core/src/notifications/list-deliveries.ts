import { type ListNotificationDeliveriesInput, type NotificationDeliveryPage, toPage } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { pageStatement, readPage } from '../paged-read.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, toDelivery } from './delivery-row.ts';

const LIST = pageStatement('notification-deliveries-list', {
  columns: DELIVERY_COLUMNS,
  from: 'notification_deliveries d',
  where: `d.tenant_id = scope.tenant_id and ($4::uuid is null or d.rule_id = $4::uuid)
    and ($5::text is null or d.status = $5::text)`,
  orderBy: 'd.created_at desc, d.id',
});

/** The messages of the tenant, the newest first. */
export async function listDeliveries(
  ctx: TenantContext,
  input: ListNotificationDeliveriesInput,
): Promise<NotificationDeliveryPage> {
  const { page, pageSize: limit, offset } = toPage(input);
  const more = [input.ruleId ?? null, input.status ?? null];
  const { rows, total } = await readPage<DeliveryRow>(ctx, LIST, { limit, offset, more });
  return { items: rows.map(toDelivery), total, page, limit };
}
