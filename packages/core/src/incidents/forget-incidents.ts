import type { Services } from '../context.ts';

/** As long as the hours of a connection are kept, whose history shows them. */
const DAYS = 730;
const FORGET = `
  delete from incidents where id in (
    select o.id from tenants t cross join lateral (
      select i.id from incidents i
      where i.tenant_id = t.id and i.started_at < now() - interval '${DAYS} days'
        and i.ended_at < now() - interval '${DAYS} days'
      limit 1000
    ) o)`;

/** Takes incidents away, with their members, that ended two years ago. What they were is in the audit log. */
export async function forgetIncidents({ db }: Pick<Services, 'db'>): Promise<void> {
  await db.ownerTransaction((em) => em.execute(FORGET, [], 'run'));
}
