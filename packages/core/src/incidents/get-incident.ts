import type { Incident, IncidentIdInput } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { notInTenant } from '../not-in-tenant.ts';
import { INCIDENT_COLUMNS, type IncidentRow, toIncident } from './incident.ts';

const ONE = `select ${INCIDENT_COLUMNS} from incidents i where i.tenant_id = ? and i.id = ?`;

/** One incident of the tenant, whether or not it has ended. */
export function getIncident(ctx: TenantContext, { id }: IncidentIdInput): Promise<Incident> {
  const tenantId = ctx.tenant.id;
  return ctx.services.db.transaction({ tenantId }, async (em) => {
    const [row] = await em.execute<IncidentRow[]>(ONE, [tenantId, id]);
    if (!row) throw await notInTenant(em, ctx, { type: 'incident', id });
    return toIncident(row);
  });
}
