import { byName } from '../by-name.ts';
import { SCOPE } from '../paged-read.ts';
import {
  type ConditionName,
  type ConnectionFilter,
  ENVIRONMENT_RANK,
  eachCondition,
  TEST_RANK,
} from './filter-conditions.ts';
import type { PreparedRead } from './list-statement.ts';

/** The most tags that are told. */
const TAGS = 500;

type Dimension = 'environment' | 'tag' | 'dbType' | 'status' | 'owner';
/** Which conditions choose a value of each kind. */
const CHOSEN_BY: Record<Dimension, ConditionName[]> = {
  environment: ['environment'],
  tag: ['tag'],
  dbType: ['dbType'],
  status: ['status'],
  owner: ['owner', 'unowned'],
};
const DIMENSIONS = Object.keys(CHOSEN_BY) as Dimension[];

/** Counts by value, each kind under all filters but its own; one look at the rows for all of them. */
export function facetsRead(tenantId: string, filter: ConnectionFilter): PreparedRead {
  const values: unknown[] = [tenantId];
  const conditions = eachCondition(filter, values);
  const chosen = new Set(Object.values(CHOSEN_BY).flat());
  const everywhere = (Object.keys(conditions) as ConditionName[]).filter((name) => !chosen.has(name));
  const flags = DIMENSIONS.map(
    (dimension) => `(${CHOSEN_BY[dimension].map((name) => conditions[name]).join(' and ')}) as "in_${dimension}"`,
  );
  const where = [
    'c.tenant_id = scope.tenant_id',
    `c.deleted_at is ${filter.deleted ? 'not ' : ''}null`,
    ...everywhere.map((name) => conditions[name]),
  ].join(' and ');
  const text = `
    select f.* from ${SCOPE} cross join lateral (
      with matching as materialized (
        select ${ENVIRONMENT_RANK} as environment, c.tags, c.db_type::text as kind, ${TEST_RANK} as status, c.owner_id as owner,
          ${flags.join(', ')}
        from data_connections c where ${where} offset 0
      )
      select (select count(*)::int from matching where ${within()}) as total,
        ${counted('environment', 'environment', 'value')},
        ${counted('dbType', 'kind', 'value')},
        ${counted('status', 'status', 'value')},
        (select coalesce(jsonb_agg(jsonb_build_object('value', t.value, 'count', t.n) order by t.n desc, ${byName('t.value')}), '[]')
         from (select value, count(*)::int as n from matching, unnest(tags) value where ${within()}
               group by 1 order by 2 desc, 1 limit ${TAGS}) t) as tag,
        (select coalesce(jsonb_agg(jsonb_build_object('value', o.value, 'count', o.n,
             'name', coalesce(nullif(concat_ws(' ', u.first_name, u.last_name), ''), u.email))
             order by o.value is null, ${byName("coalesce(nullif(concat_ws(' ', u.first_name, u.last_name), ''), u.email)")}, o.value), '[]')
         from (select owner as value, count(*)::int as n from matching where ${within('owner')} group by 1) o
         left join users u on u.id = o.value) as owner
    ) f`;
  return { statement: { name: `connections-facets${filter.deleted ? '-deleted' : ''}`, text }, values };
}

function within(except?: Dimension): string {
  return DIMENSIONS.filter((dimension) => dimension !== except)
    .map((dimension) => `"in_${dimension}"`)
    .join(' and ');
}

function counted(dimension: Dimension, column: string, order: string): string {
  return `
        (select coalesce(jsonb_agg(jsonb_build_object('value', g.value, 'count', g.n) order by g.${order}), '[]')
         from (select ${column} as value, count(*)::int as n from matching where ${within(dimension)} group by 1) g) as "${dimension}"`;
}
