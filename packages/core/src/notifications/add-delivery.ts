import type { EntityManager } from '@portolan/db';
import type { Services } from '../context.ts';
import { idArray } from '../id-array.ts';
import { DELIVERY_COLUMNS, type DeliveryRow } from './delivery-row.ts';
import type { RuleRow } from './rule-row.ts';
import { labelOf } from './target.ts';

export type NewDelivery = Pick<DeliveryRow, 'kind' | 'events' | 'types' | 'count'> & { messageId?: string; at: Date };

const INSERT = `
  insert into notification_deliveries as d (
    id, tenant_id, rule_id, rule_name, target, message_id, kind, events, types, count, created_at)
  values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::text[], ?, ?) returning ${DELIVERY_COLUMNS}`;

/** A message of a rule, which is sent once the transaction has committed. */
export async function addDelivery(
  { jobs }: Pick<Services, 'jobs'>,
  em: EntityManager,
  rule: Pick<RuleRow, 'id' | 'tenantId' | 'name' | 'target'>,
  { kind, events, types, count, at, messageId = crypto.randomUUID() }: NewDelivery,
): Promise<DeliveryRow> {
  const whose = [crypto.randomUUID(), rule.tenantId, rule.id, rule.name, labelOf(rule.target), messageId];
  const what = [kind, JSON.stringify(events), idArray(types), count, at];
  const [row] = (await em.execute<DeliveryRow[]>(INSERT, [...whose, ...what])) as [DeliveryRow];
  await jobs.deliver(em, { tenantId: rule.tenantId, deliveryId: row.id });
  return row;
}
