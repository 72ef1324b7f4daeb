import { type IncidentPage, type IncidentStatus, type ListIncidentsInput, toPage } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { type PageStatement, pageStatement, readPage } from '../paged-read.ts';
import { INCIDENT_COLUMNS, type IncidentRow, toIncident } from './incident.ts';

const OF_STATUS: Record<IncidentStatus, string> = {
  open: 'i.ended_at is null and i.acknowledged_at is null',
  acknowledged: 'i.ended_at is null and i.acknowledged_at is not null',
  closed: 'i.ended_at is not null',
};

/** The incidents of the tenant, newest first. */
export async function listIncidents(ctx: TenantContext, input: ListIncidentsInput): Promise<IncidentPage> {
  const { page, pageSize: limit, offset } = toPage(input);
  const { statement, values } = listRead(input);
  const { rows, total } = await readPage<IncidentRow>(ctx, statement, { limit, offset, more: values });
  return { items: rows.map(toIncident), total, page, limit };
}

/** Each combination of filters is a statement of its own; $1 to $3 are tenant and page. */
function listRead({ status, team, connectionId }: ListIncidentsInput): { statement: PageStatement; values: unknown[] } {
  const values: unknown[] = [];
  const place = (value: unknown) => `$${3 + values.push(value)}`;
  const conditions = ['i.tenant_id = scope.tenant_id'];
  if (status) conditions.push(OF_STATUS[status]);
  if (team) conditions.push(`i.team = ${place(team)}`);
  if (connectionId) {
    conditions.push(`exists (select from incident_members m where m.tenant_id = scope.tenant_id
      and m.incident_id = i.id and m.connection_id = ${place(connectionId)}::uuid)`);
  }
  const name = ['incidents', status, team && 'team', connectionId && 'connection'].filter(Boolean).join('-');
  const parts = { columns: INCIDENT_COLUMNS, from: 'incidents i', where: conditions.join(' and ') };
  return { statement: pageStatement(name, { ...parts, orderBy: 'i.started_at desc, i.id desc' }), values };
}
