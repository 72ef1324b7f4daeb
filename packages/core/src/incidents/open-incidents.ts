import { type ConnectionKind, type DiagnosisCode, type Stage, TEAM_OF_CODE, type Team } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { idArray } from '../id-array.ts';
import type { ActingInTenant } from './acting.ts';
import { FACTS, type FactsRow, factsOf } from './facts.ts';
import {
  type Failure,
  type Group,
  groupFailures,
  type OpenIncident,
  SAME_MOMENT_MOST_SECONDS,
} from './group-failures.ts';
import type { ChangedIncident } from './tell-incidents.ts';

/** Why a connection fails, as far as its check could say. */
export interface Cause {
  code: DiagnosisCode | null;
  stage: Stage | null;
  message: string | null;
  remedy: string | null;
  team: Team | null;
}

/** A connection that has just been found unreachable, and by what. */
export interface Begun {
  id: string;
  at: Date;
  intervalSeconds: number;
  cause: Cause;
}

interface Member extends Begun, Failure {
  name: string;
  kind: ConnectionKind;
}

const CONNECTIONS = `
  select id, name, db_type as kind, host from data_connections c where tenant_id = ? and id = any(?::uuid[])
    and not exists (select from incident_members m where m.connection_id = c.id and m.ended_at is null)`;
const OPEN = `
  select i.id, i.started_at as "startedAt", to_json(array_agg(distinct m.host)) as hosts,
    to_json(array_agg(distinct m.code)) as codes
  from incidents i join incident_members m on m.tenant_id = i.tenant_id and m.incident_id = i.id
  where i.tenant_id = ? and i.ended_at is null and i.started_at >= ? group by i.id, i.started_at`;
const KNOWN = `select ${FACTS} from incidents i where i.tenant_id = ? and i.id = any(?::uuid[]) order by i.started_at, i.id`;
const INSERT = `
  insert into incidents (id, tenant_id, started_at, stage, code, message, remedy, team)
  select i.id, ?::uuid, i."startedAt", i.stage, i.code, i.message, i.remedy, i.team from jsonb_to_recordset(?::jsonb)
    as i(id uuid, "startedAt" timestamptz, stage text, code text, message text, remedy text, team text)`;
const JOIN = `
  insert into incident_members (incident_id, tenant_id, connection_id, name, kind, host, code, started_at)
  select m."incidentId", ?::uuid, m.id, m.name, m.kind, m.host, m.code, m.at from jsonb_to_recordset(?::jsonb)
    as m("incidentId" uuid, id uuid, name text, kind text, host text, code text, at timestamptz)`;

/**
 * Makes incidents of connections that have begun to fail, or has them join those that began at the same moment; in the
 * transaction that keeps it of the connections, and in the tenant's turn. Answers what is new and
 * what has grown, which is to be told of last.
 */
export async function openIncidents(
  em: EntityManager,
  acting: ActingInTenant,
  begun: readonly Begun[],
): Promise<ChangedIncident[]> {
  const members = await membersOf(em, acting, begun);
  if (members.length === 0) return [];
  const groups = groupFailures(members, await openOnes(em, acting, members));
  const placed = groups.map(({ incidentId, failures }) => ({ id: incidentId ?? crypto.randomUUID(), failures }));
  const fresh = placed.filter((_, n) => groups[n]?.incidentId === null);
  const grown = await grownOf(em, acting, groups);
  await em.execute(INSERT, [acting.tenant.id, JSON.stringify(fresh.map(incidentOf))], 'run');
  await em.execute(JOIN, [acting.tenant.id, JSON.stringify(placed.flatMap(rowsOf))], 'run');
  return [...fresh.map(incidentOf), ...grown];
}

/** The incidents that are joined, as they are before that. */
async function grownOf(
  em: EntityManager,
  { tenant }: ActingInTenant,
  groups: Group<Member>[],
): Promise<ChangedIncident[]> {
  const joined = new Map(
    groups.flatMap(({ incidentId, failures }) => (incidentId ? [[incidentId, failures] as const] : [])),
  );
  if (joined.size === 0) return [];
  const known = await em.execute<FactsRow[]>(KNOWN, [tenant.id, idArray([...joined.keys()])]);
  return known.map(factsOf).map((one) => {
    const connections = (joined.get(one.id) ?? []).map(namedOf);
    return { ...one, connections, before: one.connections };
  });
}

async function membersOf(em: EntityManager, { tenant }: ActingInTenant, begun: readonly Begun[]): Promise<Member[]> {
  const byId = new Map(begun.map((one) => [one.id, one]));
  const known = await em.execute<Pick<Member, 'id' | 'name' | 'kind' | 'host'>[]>(CONNECTIONS, [
    tenant.id,
    idArray([...byId.keys()]),
  ]);
  return known.flatMap((row) => {
    const one = byId.get(row.id);
    return one ? [{ ...one, ...row, code: one.cause.code }] : [];
  });
}

async function openOnes(em: EntityManager, { tenant }: ActingInTenant, members: Member[]): Promise<OpenIncident[]> {
  const earliest = Math.min(...members.map(({ at }) => at.getTime())) - SAME_MOMENT_MOST_SECONDS * 1_000;
  type Row = Omit<OpenIncident, 'startedAt'> & { startedAt: Date | string };
  const rows = await em.execute<Row[]>(OPEN, [tenant.id, new Date(earliest)]);
  return rows.map((row) => ({ ...row, startedAt: new Date(row.startedAt) }));
}

type Placed = Pick<Group<Member>, 'failures'> & { id: string };

/** With the cause of the one that failed first. */
function incidentOf({ id, failures }: Placed): ChangedIncident {
  const [first] = failures as [Member, ...Member[]];
  const { code } = first.cause;
  const team = first.cause.team ?? (code && TEAM_OF_CODE[code]);
  const connections = failures.map(namedOf);
  return { id, startedAt: first.at.toISOString(), endedAt: null, ...first.cause, team, connections };
}

const namedOf = ({ id, name, kind }: Member) => ({ id, name, kind });

function rowsOf({ id: incidentId, failures }: Placed) {
  return failures.map(({ id, name, kind, host, code, at }) => ({ incidentId, id, name, kind, host, code, at }));
}
