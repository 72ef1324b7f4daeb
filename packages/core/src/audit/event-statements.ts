import { pageStatement, SCOPE } from '../paged-read.ts';
import { type Conditions, conditionsOf, type EventFilter, FACETS, type Facet, FIRST } from './event-conditions.ts';

const COLUMNS = `
  e.id, e.seq::float8 as seq, e.action, e.outcome, e.actor_user_id as "actorUserId", account_email(e.actor_user_id) as "actorEmail",
  e.actor_api_key_id as "actorApiKeyId", e.entity_type as "entityType", e.entity_id as "entityId", e.details,
  e.request_id as "requestId", e.address, e.created_at as "createdAt"`;

/**
 * How many events a log has, without counting them: its chain has no gaps, both its ends are in the index, and so are
 * those that somebody took out of the chain.
 */
const wholeLog = (where: string) =>
  `coalesce(max(e.seq) - min(e.seq) + 1, 0) + (select count(*) from audit_events e where ${where} and e.seq is null)`;

/** A page, newest first; the values are those from $4 on. */
export function listRead(filter: EventFilter) {
  const { name, where, values } = conditionsOf(filter);
  const total = values.length === 0 ? wholeLog(where) : undefined;
  const parts = { columns: COLUMNS, from: 'audit_events e', where, orderBy: 'e.seq desc', total };
  return { statement: pageStatement(`audit-list-${name}`, parts), values };
}

/** The events behind a place in the chain, oldest first. */
export function exportRead(tenantId: string, filter: EventFilter, page: { after: number; limit: number }) {
  const { name, where, values } = conditionsOf(filter);
  const text = `
    select r.*
    from ${SCOPE}
    cross join lateral (
      select ${COLUMNS} from audit_events e where ${where} and e.seq > $2 order by e.seq limit $3
    ) r`;
  return { statement: { name: `audit-export-${name}`, text }, values: [tenantId, page.after, page.limit, ...values] };
}

/** How many events there are of each action, outcome and person, each counted under every filter but its own. */
export function facetsRead(tenantId: string, filter: EventFilter) {
  const { name, values, of } = conditionsOf(filter, { first: 2 });
  const text = `
    select r.*
    from ${SCOPE}
    cross join lateral (${facetsText(of)}) r`;
  return { statement: { name: `audit-facets-${name}`, text }, values: [tenantId, ...values] };
}

/** The log is walked once: what is counted further is one row for each action, outcome and person. */
function facetsText(of: Conditions['of']): string {
  const facet = (kind: Facet, value: string, label = 'null') => `
    select '${kind}' as facet, ${value} as value, ${label} as label, sum(e.n)::int as count
    from counted e where ${of(FACETS.filter((one) => one !== kind))} group by 2, 3`;
  return `
    with counted as materialized (
      select e.action, e.outcome, e.actor_user_id, count(*) as n
      from audit_events e where ${of([null])} group by 1, 2, 3
    )
    ${facet('action', 'e.action')} union all ${facet('outcome', 'e.outcome')}
    union all ${facet('actor', 'e.actor_user_id::text', 'account_email(e.actor_user_id)')}
    order by 4 desc, 2`;
}

/** A statement of the owner, with its values in the order of its places. */
export interface OwnersRead {
  text: string;
  values: unknown[];
}

/** The owner's connections leave moments as text: this one is one that JavaScript reads to the millisecond. */
const OWNERS_COLUMNS = COLUMNS.replace(
  'e.created_at as "createdAt"',
  `to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt"`,
);

/** A page of the events that belong to no tenant, newest first. They are out of the restricted role's reach. */
export function installationListRead(filter: EventFilter, page: { limit: number; offset: number }): OwnersRead {
  const { where, values } = ownersConditions(filter);
  const text = `select ${OWNERS_COLUMNS} from audit_events e where ${where} order by e.seq desc nulls last limit ? offset ?`;
  return { text, values: [...values, page.limit, page.offset] };
}

export function installationCountRead(filter: EventFilter): OwnersRead {
  const { where, values } = ownersConditions(filter);
  const total = values.length === 0 ? wholeLog(where) : 'count(*)';
  return { text: `select (${total})::int as total from audit_events e where ${where}`, values };
}

/** The events of no tenant behind a place in their chain, oldest first. */
export function installationExportRead(filter: EventFilter, page: { after: number; limit: number }): OwnersRead {
  const { where, values } = ownersConditions(filter);
  const text = `select ${OWNERS_COLUMNS} from audit_events e where ${where} and e.seq > ? order by e.seq limit ?`;
  return { text, values: [...values, page.after, page.limit] };
}

/** The same of the events that belong to no tenant. */
export function installationFacetsRead(filter: EventFilter): OwnersRead {
  const { of, values } = conditionsOf(filter, { whose: NO_TENANT });
  return inOrder({ text: facetsText(of), values });
}

const EARLIEST = new Date('0001-01-01T00:00:00Z');
const LATEST = new Date('9999-12-31T23:59:59.999Z');

/** The ORM spells no year that has other than four digits as PostgreSQL reads it; no event is that old or that far away. */
function withinReach(value: unknown): unknown {
  if (!(value instanceof Date)) return value;
  if (value < EARLIEST) return EARLIEST;
  return value > LATEST ? LATEST : value;
}

const NO_TENANT = 'e.tenant_id is null';

function ownersConditions(filter: EventFilter): { where: string; values: unknown[] } {
  const { where, values } = conditionsOf(filter, { whose: NO_TENANT });
  const read = inOrder({ text: where, values });
  return { where: read.text, values: read.values };
}

/** Places by their number, as places in the order in which they stand: one that stands twice has its value twice. */
function inOrder({ text, values }: OwnersRead): OwnersRead {
  const ordered: unknown[] = [];
  const plain = text.replace(/\$(\d+)/g, (_, place: string) => {
    ordered.push(withinReach(values[Number(place) - FIRST]));
    return '?';
  });
  return { text: plain, values: ordered };
}
