import type { NotifiedEvent } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import type { Services } from '../context.ts';
import type { GatheredRule } from '../ports/index.ts';
import { addDelivery } from './add-delivery.ts';
import { RULE_COLUMNS, type RuleRow } from './rule-row.ts';
import type { ToldEvent } from './tenant-event.ts';

/** A target gets one message in so long, whatever happens. */
export const MINUTE_MS = 60_000;
/** While a message cannot be delivered, events gather behind it; so long, as the fault may be the message itself. */
const BEHIND_MS = 3_600_000;
/** Events that a message tells of one by one; of the others it has the number. */
const MOST_TOLD = 20;

const RULE = `select ${RULE_COLUMNS} from notification_rules r where r.tenant_id = ? and r.id = ? for update`;
const UNDELIVERED = `
  select from notification_deliveries
  where rule_id = ? and status = 'pending' and kind = 'event' and created_at > ? limit 1`;
// Most of a storm is never read: of what is taken only the first are handed out.
const TAKE = `
  with taken as (delete from notification_outbox where tenant_id = ? and rule_id = ? returning seq, event),
    told as (select event from taken order by seq limit ${MOST_TOLD})
  select (select count(*)::int from taken) as count,
    (select coalesce(jsonb_agg(event), '[]') from told) as events,
    array(select distinct event ->> 'type' from taken order by 1) as types`;
const WAITS = 'select from notification_outbox where rule_id = ? limit 1';
const MARK = 'update notification_rules set last_message_at = ? where id = ?';

interface Taken {
  count: number;
  events: ToldEvent[];
  types: NotifiedEvent[];
}

/** Makes the events that wait for a rule into one message, or sees that it is done when the target may have another. */
export async function gatherEvents(services: Services, rule: GatheredRule, now = new Date()): Promise<void> {
  const { tenantId, ruleId } = rule;
  await services.db.transaction({ tenantId }, async (em) => {
    const [row] = await em.execute<RuleRow[]>(RULE, [tenantId, ruleId]);
    if (!row || (await em.execute<object[]>(WAITS, [ruleId])).length === 0) return;
    const free = await freeAt(em, row, now);
    if (free > now) return services.jobs.gatherEvents(em, rule, free);
    const [taken] = (await em.execute<Taken[]>(TAKE, [tenantId, ruleId])) as [Taken];
    await em.execute(MARK, [now, ruleId], 'run');
    await addDelivery(services, em, row, { kind: 'event', ...taken, at: now });
  });
}

/** When the target of a rule may have another message. */
async function freeAt(em: EntityManager, { id, lastMessageAt }: RuleRow, now: Date): Promise<Date> {
  const last = lastMessageAt ? new Date(lastMessageAt).getTime() : 0;
  if (last + MINUTE_MS > now.getTime()) return new Date(last + MINUTE_MS);
  const since = new Date(now.getTime() - BEHIND_MS);
  const undelivered = await em.execute<object[]>(UNDELIVERED, [id, since]);
  return undelivered.length > 0 ? new Date(now.getTime() + MINUTE_MS) : now;
}
