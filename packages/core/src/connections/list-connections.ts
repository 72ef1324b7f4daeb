import { type ConnectionPage, type ListConnectionsInput, toPage } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { listRead } from './list-statement.ts';
import { type ConnectionViewRow, toConnection } from './view.ts';

type ListRow = { total: number } & (ConnectionViewRow | { id: null });

/** All connections of the tenant, whoever made them, or the deleted ones for who may restore them: a page, and how many there are, in one prepared statement. */
export async function listConnections(ctx: TenantContext, input: ListConnectionsInput): Promise<ConnectionPage> {
  const { page, pageSize, offset } = toPage(input);
  const { deleted = false, sortBy = deleted ? 'deletedAt' : 'createdAt', sortOrder = 'desc' } = input;
  if (deleted && !ctx.principal.permissions.has('connections:delete')) {
    throw new AppError('FORBIDDEN', `This needs the permission connections:delete in ${ctx.tenant.name}`);
  }
  const { statement, values } = listRead(ctx.tenant.id, input, { sortBy, sortOrder, limit: pageSize, offset });
  const rows = await ctx.services.db.read<ListRow>(statement, values);
  const total = rows[0]?.total ?? 0;
  const items = rows
    .filter((row) => row.id !== null)
    .map((row) => toConnection(ctx.services.keyring, row as ConnectionViewRow));
  return { items, total, page, pageSize, totalPages: Math.ceil(total / pageSize) };
}
