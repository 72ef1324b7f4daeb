import type { Statement } from '@portolan/db';
import type { TenantContext } from './context.ts';

/** Sets the tenant for row-level security first: the lateral steps read that value, so they cannot run before it. */
export const SCOPE = `(select set_config('portolan.tenant_id', $1, true)::uuid as tenant_id offset 0) scope`;

export interface PageParts {
  columns: string;
  /** What is counted: tables whose rows are the items. */
  from: string;
  /** Joined to a page only, for what it shows beside them. */
  joins?: string;
  /** Begins with the filter on `scope.tenant_id`; further values start at $4. */
  where: string;
  orderBy: string;
}

/**
 * A page of a tenant's rows, each with the total beside it, in one statement; one row of nulls under the total when the
 * page is empty. $1 is the tenant, $2 the limit, $3 the offset.
 */
export function pageStatement(name: string, { columns, from, joins = '', where, orderBy }: PageParts): Statement {
  return {
    name,
    text: `
      select n.total, r.*
      from ${SCOPE}
      cross join lateral (select count(*)::int as total from ${from} where ${where}) n
      left join lateral (
        select ${columns} from ${from} ${joins} where ${where} order by ${orderBy} limit $2 offset $3
      ) r on true`,
  };
}

/** Reads a page and its total in one round trip. `more` are the values from $4 on. */
export async function readPage<Row extends { id: string }>(
  ctx: TenantContext,
  statement: Statement,
  page: { limit: number; offset: number },
  more: unknown[] = [],
): Promise<{ rows: Row[]; total: number }> {
  const values = [ctx.tenant.id, page.limit, page.offset, ...more];
  const rows = await ctx.services.db.read<{ total: number } & (Row | { id: null })>(statement, values);
  return { rows: rows.filter(({ id }) => id !== null) as (Row & { total: number })[], total: rows[0]?.total ?? 0 };
}
