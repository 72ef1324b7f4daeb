import type { SystemDatabase } from '@portolan/db';

export interface ChecksMeasured {
  /** How late the check is that is overdue for longest and that nobody is at, in seconds. */
  lagSeconds: number;
  openIncidents: number;
}

const MEASURE = `
  select
    (select greatest(0, coalesce(extract(epoch from now() - min(m.next_check_at)), 0))::float8
      from connection_monitors m join tenants t on t.id = m.tenant_id and t.status = 'active'
      where m.next_check_at <= now() and (m.claimed_until is null or m.claimed_until < now())) as "lagSeconds",
    (select count(*)::int from incidents i join tenants t on t.id = i.tenant_id and t.status = 'active'
      where i.ended_at is null) as "openIncidents"`;

/** How checks and incidents are in the whole installation, for its operator. */
export async function measureChecks(db: SystemDatabase): Promise<ChecksMeasured> {
  const [measured] = await db.ownerTransaction((em) => em.execute<ChecksMeasured[]>(MEASURE));
  if (!measured) throw new Error('What is counted is one row');
  return measured;
}
