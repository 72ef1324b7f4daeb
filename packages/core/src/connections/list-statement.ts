import type { CONNECTION_SORTS } from '@portolan/contract';
import type { Statement } from '@portolan/db';

type Sort = (typeof CONNECTION_SORTS)[number];

const COLUMNS = `
  id, tenant_id as "tenantId", name, description, db_type as "dbType", host, port, database_name as "databaseName",
  username, credential_destination as "credentialDestination", use_ssl as "useSsl", options,
  created_by_user_id as "createdByUserId", last_tested_at as "lastTestedAt", last_test_result as "lastTestResult",
  last_test_message as "lastTestMessage", created_at as "createdAt", updated_at as "updatedAt"`;

const FILTER = `
  c.tenant_id = scope.tenant_id::uuid and c.deleted_at is null
  and ($2::text is null or c.name ilike $2 or c.description ilike $2)
  and ($3::text is null or c.db_type::text = $3)`;
const STATUS = `
  and ($4::text is null or case $4 when 'untested' then c.last_test_result is null
                                   when 'connected' then c.last_test_result
                                   else not c.last_test_result end)`;

/** Sets the tenant for row-level security first: the lateral steps read that value, so they cannot run before it. */
const SCOPE = `(select set_config('portolan.tenant_id', $1, true) as tenant_id offset 0) scope`;

const ORDER: Record<Sort, string> = {
  name: 'lower(c.name)',
  dbType: 'c.db_type::text',
  createdAt: 'c.created_at',
  lastTestedAt: 'c.last_tested_at',
};

/** $1 tenant, $2 search pattern, $3 kind, $4 status, $5 limit, $6 offset. One statement for each order. */
export function listStatement(sortBy: Sort, sortOrder: 'asc' | 'desc'): Statement {
  return {
    name: `connections-${sortBy}-${sortOrder}`,
    text: `
      select n.total, r.*
      from ${SCOPE}
      cross join lateral (select count(*)::int as total from data_connections c where ${FILTER} ${STATUS}) n
      left join lateral (
        select ${COLUMNS} from data_connections c where ${FILTER} ${STATUS}
        order by ${ORDER[sortBy]} ${sortOrder} nulls last, c.id
        limit $5 offset $6
      ) r on true`,
  };
}

/** $1 tenant, $2 search pattern, $3 kind. */
export const countStatement: Statement = {
  name: 'connections-counts',
  text: `
    select n.*
    from ${SCOPE}
    cross join lateral (
      select count(*)::int as "all",
             (count(*) filter (where c.last_test_result is null))::int as untested,
             (count(*) filter (where c.last_test_result))::int as connected,
             (count(*) filter (where not c.last_test_result))::int as failed
      from data_connections c where ${FILTER}
    ) n`,
};

/** A search text as a pattern for ilike; what the caller typed matches itself, % and _ included. */
export function likePattern(search: string | undefined): string | null {
  const text = search?.trim();
  return text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null;
}
