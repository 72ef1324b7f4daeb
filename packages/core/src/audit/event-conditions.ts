import { type AuditOutcome, isId } from '@portolan/contract';

export interface EventFilter {
  action?: string | undefined;
  actor?: string | undefined;
  outcome?: AuditOutcome | undefined;
  entityType?: string | undefined;
  entityId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** $1 to $3 are tenant and page. */
export const FIRST = 4;

/** What is counted by; what else is asked for narrows all of them. */
export const FACETS = ['action', 'outcome', 'actor'] as const;
export type Facet = (typeof FACETS)[number];

export interface Conditions {
  /** Of the combination that is asked for. */
  name: string;
  where: string;
  values: unknown[];
  /** Those of some facets alone; those of none come with whose events they are. */
  of(facets: readonly (Facet | null)[]): string;
}

/** Only the conditions that are asked for: each combination is a statement of its own, planned for what it does. */
export function conditionsOf(
  filter: EventFilter,
  { whose = 'e.tenant_id = scope.tenant_id', first = FIRST }: { whose?: string; first?: number } = {},
): Conditions {
  const values: unknown[] = [];
  const conditions: { facet: Facet | null; sql: string }[] = [{ facet: null, sql: whose }];
  const names: string[] = [];
  const add = (name: string, value: unknown, facet: Facet | null, condition: (parameter: string) => string) => {
    if (value === undefined) return;
    names.push(name);
    conditions.push({ facet, sql: condition(`$${first - 1 + values.push(value)}`) });
  };
  const { action, actor } = filter;
  if (action?.endsWith(':')) add('feature', action, 'action', (p) => `starts_with(e.action, ${p})`);
  else add('action', action, 'action', (p) => `e.action = ${p}`);
  if (actor && isId(actor)) add('actor', actor, 'actor', (p) => `e.actor_user_id = ${p}::uuid`);
  else add('email', actor, 'actor', (p) => `e.actor_user_id = (select account_id(${p}))`);
  add('outcome', filter.outcome, 'outcome', (p) => `e.outcome = ${p}`);
  add('type', filter.entityType, null, (p) => `e.entity_type = ${p}`);
  add('entity', filter.entityId, null, (p) => `e.entity_id = ${p}::uuid`);
  add('from', dateOf(filter.from), null, (p) => `e.created_at >= ${p}::timestamptz`);
  add('to', dateOf(filter.to), null, (p) => `e.created_at < ${p}::timestamptz`);
  const joined = (some: typeof conditions) => some.map(({ sql }) => sql).join(' and ') || 'true';
  return {
    name: names.join('-') || 'all',
    where: joined(conditions),
    values,
    of: (facets) => joined(conditions.filter(({ facet }) => facets.includes(facet))),
  };
}

/** As a date, since not every year that ISO-8601 can spell is one for PostgreSQL. */
function dateOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
