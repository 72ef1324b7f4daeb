import type { Statement } from '@portolan/db';
import type { TenantContext } from './context.ts';

/**
 * Sets the tenant for row-level security first: the lateral steps read that value, so they cannot run before it. A step
 * that neither sorts, counts nor ends by a limit says `offset 0`: else it is a mere join, which the planner may turn around.
 */
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
  /** The total, where it is to be had without counting. */
  total?: string | undefined;
}

/** A page with its total, and the same page for those who know the total. */
export interface PageStatement {
  counted: Statement;
  uncounted: Statement;
}

/**
 * A page of a tenant's rows, each with the total beside it, in one statement; one row of nulls under the total when the
 * page is empty. $1 is the tenant, $2 the limit, $3 the offset.
 */
export function pageStatement(
  name: string,
  { columns, from, joins = '', where, orderBy, total: of = 'count(*)' }: PageParts,
): PageStatement {
  const total = `cross join lateral (select (${of})::int as total from ${from} where ${where}) n`;
  const page = `left join lateral (
      select ${columns} from ${from} ${joins} where ${where} order by ${orderBy} limit $2 offset $3
    ) r on true`;
  return {
    counted: { name, text: `select n.total, r.* from ${SCOPE} ${total} ${page}` },
    uncounted: { name: `${name}-uncounted`, text: `select r.* from ${SCOPE} ${page}` },
  };
}

/** Whose changes change the total of an unfiltered list: a table whose every row of the tenant counts. */
export type CountedBy = 'memberships' | 'roles' | 'invitations' | 'api_keys' | 'data_connections';

export interface PageOptions {
  limit: number;
  offset: number;
  /** The values from $4 on. */
  more?: unknown[];
  /** Where the list has no filter: its total is remembered. */
  countedBy?: CountedBy | undefined;
}

/** Reads a page and its total in one round trip. */
export async function readPage<Row extends { id: string }>(
  ctx: TenantContext,
  statement: PageStatement,
  { limit, offset, more = [], countedBy }: PageOptions,
): Promise<{ rows: Row[]; total: number }> {
  const values = [ctx.tenant.id, limit, offset, ...more];
  return readCounted<Row>(ctx, { statement, values, limit, offset, countedBy });
}

/** `values` hold limit and offset, wherever the statement has them. */
interface CountedRead {
  statement: PageStatement;
  values: unknown[];
  limit: number;
  offset: number;
  countedBy?: CountedBy | undefined;
}

/** The same for a statement with values of its own. */
export async function readCounted<Row extends { id: string }>(
  ctx: TenantContext,
  { statement, values, limit, offset, countedBy }: CountedRead,
): Promise<{ rows: Row[]; total: number }> {
  const { db } = ctx.services;
  const scope = `${countedBy}:${ctx.tenant.id}`;
  const known = countedBy && db.remembered.recall<number>(scope);
  if (known !== undefined) {
    const rows = present(await db.read<Row>(statement.uncounted, values));
    return { rows, total: agreed(known, rows.length, { limit, offset }) };
  }
  let rows: (Row & { total: number })[] = [];
  const load = async () => {
    rows = await db.read<Row & { total: number }>(statement.counted, values);
    return rows[0]?.total ?? 0;
  };
  const total = await db.remembered.remember(scope, load, () => (countedBy ? [scope] : null));
  return { rows: present(rows), total };
}

/** Without the one row of nulls that stands for none. */
function present<Row extends { id: string | null }>(rows: Row[]): Row[] {
  return rows.filter(({ id }) => id !== null);
}

/** A total that was remembered may be a moment older than its page: what the page shows counts more. */
function agreed(known: number, shown: number, { limit, offset }: { limit: number; offset: number }): number {
  const atLeast = shown === 0 ? 0 : offset + shown;
  const atMost = shown < limit ? offset + shown : known;
  return Math.max(atLeast, Math.min(known, atMost));
}
