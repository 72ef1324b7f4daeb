import { MOST_NAMED_CONNECTIONS } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import type { Services } from '../context.ts';
import { concerned, type RuleFilter } from './concerned.ts';
import type { EventConnection, TenantEvent } from './tenant-event.ts';

interface Rule {
  id: string;
  filter: RuleFilter;
  onlyBreaking: boolean;
}

// Held until the event is committed: whoever gathers events waits for it, so that none is left behind.
const RULES = `
  select id, filter, only_breaking as "onlyBreaking" from notification_rules
  where tenant_id = ? and enabled and ? = any(events) order by id for share`;
const PUT = 'insert into notification_outbox (tenant_id, rule_id, event) values (?, ?, ?::jsonb)';

/**
 * Has those told who want to know of an event, if and when its transaction commits. It comes before the audit event of
 * that transaction: a change of a rule takes the two locks in the same order. Works under row-level security as above it.
 * What goes on is no news to those whose rule it has concerned before.
 */
export async function notify(
  { jobs }: Pick<Services, 'jobs'>,
  em: EntityManager,
  { tenantId, ...event }: TenantEvent,
  before: readonly EventConnection[] = [],
): Promise<void> {
  const rules = await em.execute<Rule[]>(RULES, [tenantId, event.type]);
  for (const { id: ruleId, filter, onlyBreaking } of rules) {
    const connections = concerned(filter, event.connections);
    const isWanted = !onlyBreaking || event.type !== 'schema.changed' || event.breaking;
    const isKnown = concerned(filter, before).length > 0;
    if (connections.length === 0 || !isWanted || isKnown) continue;
    const named = { connections: connections.slice(0, MOST_NAMED_CONNECTIONS), connectionCount: connections.length };
    await em.execute(PUT, [tenantId, ruleId, JSON.stringify({ ...event, ...named })], 'run');
    await jobs.gatherEvents(em, { tenantId, ruleId });
  }
}
