import type { EntityManager } from '@portolan/db';
import type { ActingInTenant } from './acting.ts';
import type { ChangedIncident } from './tell-incidents.ts';

/** Those of whose members none fails any more. */
export const IS_OVER = `
  i.ended_at is null and not exists (
    select from incident_members m where m.tenant_id = i.tenant_id and m.incident_id = i.id and m.ended_at is null)`;
const CLOSE = `
  update incidents i set ended_at = coalesce((select max(m.ended_at) from incident_members m
    where m.tenant_id = i.tenant_id and m.incident_id = i.id), clock_timestamp())
  where i.tenant_id = ? and ${IS_OVER}
  returning i.id, i.started_at as "startedAt", i.ended_at as "endedAt", i.stage, i.code, i.message, i.remedy, i.team, (
    select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'kind', n.kind) order by n.at, n.id), '[]') from (
      select m.connection_id as id, max(m.name) as name, max(m.kind) as kind, min(m.started_at) as at
      from incident_members m where m.tenant_id = i.tenant_id and m.incident_id = i.id group by 1) n) as connections`;

type Closed = ChangedIncident & { startedAt: Date | string; endedAt: Date | string };

/** Ends the incidents of a tenant that are over, in its turn; answers which, for they are to be told of last. */
export async function closeIncidents(em: EntityManager, { tenant }: ActingInTenant): Promise<ChangedIncident[]> {
  const closed = await em.execute<Closed[]>(CLOSE, [tenant.id]);
  return closed.map((row) => ({ ...row, startedAt: timeOf(row.startedAt), endedAt: timeOf(row.endedAt) }));
}

const timeOf = (time: Date | string) => new Date(time).toISOString();
