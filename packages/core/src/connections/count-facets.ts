import { type ConnectionFacets, type ConnectionFacetsInput, ENVIRONMENTS } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { assertMayList } from './assert-may-list.ts';
import { facetsRead } from './facets-statement.ts';
import { STATUS_BY_RANK } from './filter-conditions.ts';
import { withStates } from './with-states.ts';

interface Counted<T> {
  value: T;
  count: number;
}
type Row = Omit<ConnectionFacets, 'environment' | 'status'> & {
  environment: Counted<number>[];
  status: Counted<number>[];
};

/** How many connections there are by environment, tag, kind, status and owner: what a filter bar shows. */
export async function countFacets(ctx: TenantContext, input: ConnectionFacetsInput): Promise<ConnectionFacets> {
  assertMayList(ctx, input);
  const { statement, values } = facetsRead(ctx.tenant.id, await withStates(ctx, input));
  const [row] = await ctx.services.db.read<Row>(statement, values);
  if (!row) throw new Error('Facets are one row');
  return {
    total: row.total,
    environment: named(row.environment, ENVIRONMENTS),
    tag: row.tag.map(({ value, count }) => ({ value, count })),
    dbType: row.dbType.map(({ value, count }) => ({ value, count })),
    status: named(row.status, STATUS_BY_RANK),
    owner: row.owner.map(({ value, name, count }) => ({ value, name, count })),
  };
}

/** From ranks to what they stand for. */
function named<T>(counts: Counted<number>[], names: readonly T[]): Counted<T>[] {
  return counts.map(({ value, count }) => ({ value: names[value] as T, count }));
}
