import type { EntityManager } from '@portolan/db';
import type { ActingInTenant } from './acting.ts';
import { FACTS, type FactsRow, factsOf } from './facts.ts';
import type { ChangedIncident } from './tell-incidents.ts';

/** Those of whose members none fails any more. */
export const IS_OVER = `
  i.ended_at is null and not exists (
    select from incident_members m where m.tenant_id = i.tenant_id and m.incident_id = i.id and m.ended_at is null)`;
const CLOSE = `
  update incidents i set ended_at = coalesce((select max(m.ended_at) from incident_members m
    where m.tenant_id = i.tenant_id and m.incident_id = i.id), clock_timestamp())
  where i.tenant_id = ? and ${IS_OVER}
  returning ${FACTS}`;

/** Ends the incidents of a tenant that are over, in its turn; answers which, for they are to be told of last. */
export async function closeIncidents(em: EntityManager, { tenant }: ActingInTenant): Promise<ChangedIncident[]> {
  const closed = await em.execute<FactsRow[]>(CLOSE, [tenant.id]);
  return closed.map(factsOf);
}
