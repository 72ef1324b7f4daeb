import { type ConnectionPage, type ListConnectionsInput, toPage } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { readCounted } from '../paged-read.ts';
import { listRead } from './list-statement.ts';
import { type ConnectionViewRow, toConnection } from './view.ts';

/** All connections of the tenant, whoever made them, or the deleted ones for who may restore them: a page, and how many there are, in one prepared statement. */
export async function listConnections(ctx: TenantContext, input: ListConnectionsInput): Promise<ConnectionPage> {
  const { page, pageSize, offset } = toPage(input);
  const { deleted = false, sortBy = deleted ? 'deletedAt' : 'createdAt', sortOrder = 'desc' } = input;
  if (deleted && !ctx.principal.permissions.has('connections:delete')) {
    throw new AppError('FORBIDDEN', `This needs the permission connections:delete in ${ctx.tenant.name}`);
  }
  const read = listRead(ctx.tenant.id, input, { sortBy, sortOrder, limit: pageSize, offset });
  const { rows, total } = await readCounted<ConnectionViewRow>(ctx, read);
  const items = rows.map((row) => toConnection(ctx.services.keyring, row));
  return { items, total, page, pageSize, totalPages: Math.ceil(total / pageSize) };
}
