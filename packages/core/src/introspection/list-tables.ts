import { type ListTablesInput, type TablePage, toPage } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { withTarget } from './with-target.ts';

/** Base tables of the database, views only on request; a page of them. */
export function listTables(ctx: TenantContext, input: ListTablesInput): Promise<TablePage> {
  const { page, pageSize } = toPage(input);
  const { schema, search, includeViews = false } = input;
  const query = { schema, search: search?.trim() || undefined, includeViews, page, pageSize };
  return withTarget(ctx, input.id, (target) => ctx.services.drivers.tables(target, query));
}
