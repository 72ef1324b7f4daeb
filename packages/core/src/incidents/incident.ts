import { type Incident, type IncidentStatus, MOST_NAMED_CONNECTIONS } from '@portolan/contract';

/** The first connections of an incident `i`, by what they are called now; each once, however often it has failed. */
const MEMBERS = `
  (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name) order by n.at, n.name, n.id), '[]') from (
    select m.connection_id as id, coalesce(max(c.name), max(m.name)) as name, min(m.started_at) as at
    from incident_members m left join data_connections c on c.id = m.connection_id and c.tenant_id = m.tenant_id
    where m.tenant_id = i.tenant_id and m.incident_id = i.id group by m.connection_id
    order by 3, 2, 1 limit ${MOST_NAMED_CONNECTIONS}) n)`;
const COUNT = `
  (select count(distinct m.connection_id)::int from incident_members m
    where m.tenant_id = i.tenant_id and m.incident_id = i.id)`;

/** Of a row `i` of incidents, as `IncidentRow` has it. */
export const INCIDENT_COLUMNS = `
  i.id, i.started_at as "startedAt", i.ended_at as "endedAt", i.stage, i.code, i.message, i.remedy, i.team,
  account_email(i.acknowledged_by) as "acknowledgedBy", i.acknowledged_at as "acknowledgedAt", ${MEMBERS} as connections,
  ${COUNT} as "connectionCount"`;

type Time = Date | string;
export type IncidentRow = Omit<Incident, 'startedAt' | 'endedAt' | 'acknowledgedAt' | 'status'> & {
  startedAt: Time;
  endedAt: Time | null;
  acknowledgedAt: Time | null;
};

export function toIncident(row: IncidentRow): Incident {
  const { id, stage, code, message, remedy, team, connections, connectionCount, acknowledgedBy } = row;
  return {
    id,
    startedAt: new Date(row.startedAt).toISOString(),
    endedAt: timeOf(row.endedAt),
    status: statusOf(row),
    connections,
    connectionCount,
    stage,
    code,
    message,
    remedy,
    team,
    acknowledgedBy,
    acknowledgedAt: timeOf(row.acknowledgedAt),
  };
}

function statusOf({ endedAt, acknowledgedAt }: IncidentRow): IncidentStatus {
  if (endedAt !== null) return 'closed';
  return acknowledgedAt === null ? 'open' : 'acknowledged';
}

const timeOf = (time: Time | null) => (time === null ? null : new Date(time).toISOString());
