import type { Incident, IncidentIdInput } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/index.ts';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { notInTenant } from '../not-in-tenant.ts';
import { INCIDENT_COLUMNS, type IncidentRow, toIncident } from './incident.ts';

const LOCK = 'select from incidents i where i.tenant_id = ? and i.id = ? for no key update';
const ONE = `select ${INCIDENT_COLUMNS} from incidents i where i.tenant_id = ? and i.id = ?`;
const ACKNOWLEDGE = 'update incidents set acknowledged_at = now(), acknowledged_by = ? where tenant_id = ? and id = ?';

/**
 * Says for all that somebody sees to an incident. Who was first stays: said again it changes nothing. What it is about is
 * told to those alone who may see connections.
 */
export async function acknowledgeIncident(ctx: TenantContext, { id }: IncidentIdInput): Promise<Incident> {
  return mutate(ctx, async (em, held) => {
    const before = await lockIncident(em, held, id);
    if (before.acknowledgedAt !== null) return seen(held, before);
    if (before.endedAt !== null) throw new AppError('CONFLICT', 'This incident has ended already');
    await em.execute(ACKNOWLEDGE, [held.principal.userId, held.tenant.id, id], 'run');
    const { startedAt, code, connections, connectionCount } = before;
    const told = { name: connections[0]?.name, code, connections, connectionCount };
    const details = { startedAt: new Date(startedAt).toISOString(), ...told };
    await recordEvent(em, held, { action: 'health:acknowledge', entityType: 'incident', entityId: id, details });
    return seen(held, await lockIncident(em, held, id));
  });
}

/** An incident of the tenant, which nobody changes until the transaction ends. */
async function lockIncident(em: EntityManager, ctx: TenantContext, id: string): Promise<IncidentRow> {
  await em.execute(LOCK, [ctx.tenant.id, id]);
  const [row] = await em.execute<IncidentRow[]>(ONE, [ctx.tenant.id, id]);
  if (!row) throw await notInTenant(em, ctx, { type: 'incident', id });
  return row;
}

function seen({ principal }: TenantContext, row: IncidentRow): Incident {
  const incident = toIncident(row);
  return principal.permissions.has('connections:read') ? incident : { ...incident, connections: [], message: null };
}
