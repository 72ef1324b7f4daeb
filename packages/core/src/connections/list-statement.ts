import type { CONNECTION_SORTS } from '@portolan/contract';
import type { Statement } from '@portolan/db';
import { byName } from '../by-name.ts';
import { type CountedBy, type PageStatement, SCOPE } from '../paged-read.ts';
import { type ConnectionFilter, conditionsOf, ENVIRONMENT_RANK, HEALTH_RANK, TEST_RANK } from './filter-conditions.ts';
import { HEALTH_COLUMNS } from './health-columns.ts';

type Sort = (typeof CONNECTION_SORTS)[number] | 'deletedAt';
type Direction = 'asc' | 'desc';

/** A prepared statement with the values for this call. */
export interface PreparedRead {
  statement: Statement;
  values: unknown[];
}

const COLUMNS = `
  id, tenant_id as "tenantId", name, description, db_type as "dbType", host, port, database_name as "databaseName",
  username, credential_destination as "credentialDestination",
  credential_key_id as "credentialKeyId", use_ssl as "useSsl", options, environment, tags, owner_id as "ownerId",
  monitoring_enabled as "monitoringEnabled", monitoring_interval as "monitoringInterval",
  snapshot_refresh as "snapshotRefresh", created_by_user_id as "createdByUserId", last_tested_at as "lastTestedAt", last_test_result as "lastTestResult",
  last_test_message as "lastTestMessage", created_at as "createdAt", updated_at as "updatedAt",
  deleted_at as "deletedAt", deleted_by_user_id as "deletedByUserId"`;

// Nulls come last where there are any; elsewhere saying so would keep the index from giving the order. Those by rank or
// host turn round as a whole, so that one index serves both directions.
const ORDER: Record<Sort, (direction: Direction) => string> = {
  name: (direction) => `${byName('c.name')} ${direction}, c.id`,
  dbType: (direction) => `c.db_type::text ${direction}, c.id`,
  createdAt: (direction) => `c.created_at ${direction}, c.id`,
  deletedAt: (direction) => `c.deleted_at ${direction}, c.id`,
  lastTestedAt: (direction) => `c.last_tested_at ${direction} nulls last, c.id`,
  status: (direction) => `${TEST_RANK} ${direction}, ${byName('c.name')} ${direction}, c.id ${direction}`,
  environment: (direction) => `${ENVIRONMENT_RANK} ${direction}, ${byName('c.name')} ${direction}, c.id ${direction}`,
  health: (direction) => `${HEALTH_RANK} ${direction}, ${byName('c.name')} ${direction}, c.id ${direction}`,
  host: (direction) => `${byName('c.host')} ${direction}, c.port ${direction}, c.id ${direction}`,
};

const FORWARDS: readonly Sort[] = ['status', 'environment', 'host', 'health'];

/** The failing, production and the first letters come first by themselves; of all else the last. */
export function defaultOrder(sortBy: Sort): Direction {
  return FORWARDS.includes(sortBy) ? 'asc' : 'desc';
}

/** A page of connections, and whose changes change its total where nothing is filtered. */
export interface ListRead {
  statement: PageStatement;
  values: unknown[];
  limit: number;
  offset: number;
  countedBy: CountedBy | undefined;
}

/** A page of rows, each with the total beside it; one row of nulls under the total when the page is empty. */
export function listRead(
  tenantId: string,
  filter: ConnectionFilter,
  page: { sortBy: Sort; sortOrder: Direction; limit: number; offset: number },
): ListRead {
  const { name, where, values } = conditionsOf(tenantId, filter);
  const [limit, offset] = [`$${values.length + 1}`, `$${values.length + 2}`];
  const total = `cross join lateral (select count(*)::int as total from data_connections c where ${where}) n`;
  // How those of the page are is looked up for each by its key: joined as a table, it would be read as a whole.
  const rows = `left join lateral (
      select c.*, h.* from (
        select ${COLUMNS} from data_connections c where ${where}
        order by ${ORDER[page.sortBy](page.sortOrder)}
        limit ${limit} offset ${offset}
      ) c left join lateral (
        select ${HEALTH_COLUMNS} from connection_monitors m
        where m.connection_id = c.id and m.tenant_id = scope.tenant_id offset 0
      ) h on true
    ) r on true`;
  const called = `connections-list-${name}-${page.sortBy}-${page.sortOrder}`;
  return {
    statement: {
      counted: { name: called, text: `select n.total, r.* from ${SCOPE} ${total} ${rows}` },
      uncounted: { name: `${called}-uncounted`, text: `select r.* from ${SCOPE} ${rows}` },
    },
    values: [...values, page.limit, page.offset],
    limit: page.limit,
    offset: page.offset,
    countedBy: name === 'all' ? 'data_connections' : undefined,
  };
}

/** How many connections each status has. */
export function countRead(tenantId: string, filter: ConnectionFilter): PreparedRead {
  const { name, where, values } = conditionsOf(tenantId, filter);
  const text = `
    select n.*
    from ${SCOPE}
    cross join lateral (
      select count(*)::int as "all",
             (count(*) filter (where c.last_test_result is null))::int as untested,
             (count(*) filter (where c.last_test_result))::int as connected,
             (count(*) filter (where not c.last_test_result))::int as failed
      from data_connections c where ${where}
    ) n`;
  return { statement: { name: `connections-count-${name}`, text }, values };
}
