import { type AuditOutcome, isId } from '@portolan/contract';
import { pageStatement, SCOPE } from '../paged-read.ts';

export interface EventFilter {
  action?: string | undefined;
  actor?: string | undefined;
  outcome?: AuditOutcome | undefined;
  entityType?: string | undefined;
  entityId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

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

const EARLIEST = new Date('0001-01-01T00:00:00Z');
const LATEST = new Date('9999-12-31T23:59:59.999Z');

/** The ORM spells no year that has other than four digits as PostgreSQL reads it; no event is that old or that far away. */
function withinReach(value: unknown): unknown {
  if (!(value instanceof Date)) return value;
  if (value < EARLIEST) return EARLIEST;
  return value > LATEST ? LATEST : value;
}

function ownersConditions(filter: EventFilter): { where: string; values: unknown[] } {
  const { where, values } = conditionsOf(filter, 'e.tenant_id is null');
  return { where: where.replace(/\$\d+/g, '?'), values: values.map(withinReach) };
}

/** $1 to $3 are tenant and page. */
const PAGE_VALUES = 3;

/** Only the conditions that are asked for: each combination is a statement of its own, planned for what it does. */
function conditionsOf(filter: EventFilter, whose = 'e.tenant_id = scope.tenant_id') {
  const values: unknown[] = [];
  const conditions = [whose];
  const names: string[] = [];
  const add = (name: string, value: unknown, condition: (parameter: string) => string) => {
    if (value === undefined) return;
    names.push(name);
    conditions.push(condition(`$${PAGE_VALUES + values.push(value)}`));
  };
  const { action, actor } = filter;
  if (action?.endsWith(':')) add('feature', action, (p) => `starts_with(e.action, ${p})`);
  else add('action', action, (p) => `e.action = ${p}`);
  if (actor && isId(actor)) add('actor', actor, (p) => `e.actor_user_id = ${p}::uuid`);
  else add('email', actor, (p) => `e.actor_user_id = (select account_id(${p}))`);
  add('outcome', filter.outcome, (p) => `e.outcome = ${p}`);
  add('type', filter.entityType, (p) => `e.entity_type = ${p}`);
  add('entity', filter.entityId, (p) => `e.entity_id = ${p}::uuid`);
  add('from', dateOf(filter.from), (p) => `e.created_at >= ${p}::timestamptz`);
  add('to', dateOf(filter.to), (p) => `e.created_at < ${p}::timestamptz`);
  return { name: names.join('-') || 'all', where: conditions.join(' and '), values };
}

/** As a date, since not every year that ISO-8601 can spell is one for PostgreSQL. */
function dateOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
