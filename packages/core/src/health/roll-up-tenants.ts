import type { Services } from '../context.ts';
import { copyDefaults } from './copy-defaults.ts';
import { readDefaults } from './defaults.ts';
import { rollUp } from './roll-up.ts';

const DUE = `
  select t.id, t.slug from tenants t left join health_rollups r on r.tenant_id = t.id
  cross join lateral (select coalesce(r.rolled_at, '-infinity') as at) rolled
  where t.status = 'active' and rolled.at < now() - interval '1 hour'
    and exists (select from connection_monitors m
      where m.tenant_id = t.id and (m.last_check_at > rolled.at or rolled.at < now() - interval '1 day'))
  order by rolled.at`;
const DONE = `
  insert into health_rollups (tenant_id, rolled_at) values (?::uuid, now())
  on conflict (tenant_id) do update set rolled_at = excluded.rolled_at`;

/**
 * Rolls the samples of all tenants up that are due, and brings the plan in line with their settings: each once an hour
 * while it is checked, and else once a day, as it may be the plan that keeps it from being checked. One process at a time; a tenant whose database is away is tried again.
 */
export async function rollUpTenants(services: Pick<Services, 'db' | 'tenantDatabases' | 'log'>): Promise<void> {
  const { db, tenantDatabases, log } = services;
  const rollAll = async () => {
    const due = await db.ownerTransaction((em) => em.execute<{ id: string; slug: string }[]>(DUE));
    for (const { id, slug } of due) {
      try {
        await rollUp(services, slug);
        const defaults = await tenantDatabases.transaction(slug, readDefaults);
        await db.ownerTransaction(async (em) => {
          await copyDefaults(em, id, defaults);
          await em.execute(DONE, [id], 'run');
        });
      } catch (err) {
        log.warn({ err, tenant: slug }, 'samples of health could not be rolled up; it is tried again');
      }
    }
  };
  await db.tryExclusive('health roll-up', rollAll);
}
