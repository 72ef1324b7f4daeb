import type { EntityManager } from '@portolan/db';
import type { Services } from '../context.ts';
import type { DueDelivery } from '../ports/index.ts';
import { DELIVERY_COLUMNS, type DeliveryRow } from './delivery-row.ts';
import { MINUTE_MS } from './gather-events.ts';
import type { Message } from './message.ts';
import { RULE_COLUMNS, type RuleRow } from './rule-row.ts';

/** An attempt that has begun. */
export interface Attempt {
  rule: RuleRow;
  delivery: DeliveryRow;
  tenant: Message['tenant'];
}

/** An attempt whose process was not heard of for so long has been cut short. */
const LOST_MS = 30_000;

const RULE = `
  select ${RULE_COLUMNS} from notification_rules r
  where r.id = (select rule_id from notification_deliveries where tenant_id = ? and id = ?) for update`;
const DELIVERY = `
  select ${DELIVERY_COLUMNS} from notification_deliveries d where d.tenant_id = ? and d.id = ? for update`;
const TENANT = "select id, slug, name from tenants where id = ? and status = 'active'";
const OTHERS = `
  select max(last_attempt_at) as at from notification_deliveries
  where rule_id = ? and id <> ? and kind = 'event' and last_attempt_at > ?`;
const BEGIN = `
  update notification_deliveries set attempts = attempts + 1, last_attempt_at = ?, next_attempt_at = null where id = ?`;
const PLAN = 'update notification_deliveries set next_attempt_at = ? where id = ?';
const END = `
  update notification_deliveries set status = 'failed', failure = ?, next_attempt_at = null, ended_at = ? where id = ?`;

/** Begins an attempt of a message; null where there is nothing to send, or not yet: then a job is there for later. */
export function beginAttempt(services: Services, due: DueDelivery, now: Date): Promise<Attempt | null> {
  const { tenantId, deliveryId } = due;
  return services.db.transaction({ tenantId }, async (em) => {
    // The rule first, as whoever changes or gathers does.
    const [rule] = await em.execute<RuleRow[]>(RULE, [tenantId, deliveryId]);
    const [delivery] = await em.execute<DeliveryRow[]>(DELIVERY, [tenantId, deliveryId]);
    if (delivery?.status !== 'pending') return null;
    // A tenant that is deleted is told nothing.
    const [tenant] = await em.execute<Message['tenant'][]>(TENANT, [tenantId]);
    const over = !rule ? 'The rule was deleted' : tenant ? offOf(rule, delivery) : 'The tenant was deleted';
    if (over || !rule || !tenant) {
      await em.execute(END, [over, now, delivery.id], 'run');
      return null;
    }
    const later = await laterThan(em, { rule, delivery, now });
    if (later) {
      if (later.isNews) await em.execute(PLAN, [later.at, delivery.id], 'run');
      if (later.isNews) await services.jobs.deliver(em, due, later.at);
      return null;
    }
    await em.execute(BEGIN, [now, delivery.id], 'run');
    return { rule, delivery: { ...delivery, attempts: delivery.attempts + 1 }, tenant };
  });
}

function offOf({ enabled }: RuleRow, { kind }: DeliveryRow): string | null {
  return enabled || kind !== 'event' ? null : 'The rule was switched off';
}

/** When it is to be tried, where that is not now; `isNews` where no job is there for it yet. */
async function laterThan(
  em: EntityManager,
  { rule, delivery, now }: { rule: RuleRow; delivery: DeliveryRow; now: Date },
): Promise<{ at: Date; isNews: boolean } | null> {
  const planned = delivery.nextAttemptAt && new Date(delivery.nextAttemptAt);
  if (planned && planned.getTime() > now.getTime() + 1_000) return { at: planned, isNews: false };
  const begun = delivery.lastAttemptAt ? new Date(delivery.lastAttemptAt).getTime() : 0;
  // Begun and not ended: by a process that is at it still, or was killed.
  if (!planned && begun + LOST_MS > now.getTime()) return { at: new Date(begun + LOST_MS), isNews: true };
  if (delivery.kind !== 'event') return null;
  const since = new Date(now.getTime() - MINUTE_MS);
  const [other] = await em.execute<{ at: Date | string | null }[]>(OTHERS, [rule.id, delivery.id, since]);
  return other?.at ? { at: new Date(new Date(other.at).getTime() + MINUTE_MS), isNews: true } : null;
}
