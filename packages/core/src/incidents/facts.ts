import type { EventConnection, IncidentFacts } from '../notifications/index.ts';

/** What is told of an incident `i`, and of all that were ever in it, as columns. */
export const FACTS = `
  i.id, i.started_at as "startedAt", i.ended_at as "endedAt", i.stage, i.code, i.message, i.remedy, i.team, (
    select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'kind', n.kind) order by n.at, n.id), '[]') from (
      select m.connection_id as id, max(m.name) as name, max(m.kind) as kind, min(m.started_at) as at
      from incident_members m where m.tenant_id = i.tenant_id and m.incident_id = i.id group by 1) n) as connections`;

export type FactsRow = Omit<IncidentFacts, 'startedAt' | 'endedAt'> & {
  startedAt: Date | string;
  endedAt: Date | string | null;
  connections: EventConnection[];
};

export function factsOf(row: FactsRow): IncidentFacts & { connections: EventConnection[] } {
  return { ...row, startedAt: timeOf(row.startedAt), endedAt: row.endedAt && timeOf(row.endedAt) };
}

const timeOf = (time: Date | string) => new Date(time).toISOString();
