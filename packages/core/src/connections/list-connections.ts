import { type ConnectionPage, type ListConnectionsInput, toPage } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { readCounted } from '../paged-read.ts';
import { assertMayList } from './assert-may-list.ts';
import { defaultOrder, listRead } from './list-statement.ts';
import { type ConnectionViewRow, toConnection } from './view.ts';
import { withStates } from './with-states.ts';

/** All connections of the tenant, whoever made them, or the deleted ones for who may restore them: a page, and how many there are, in one prepared statement. */
export async function listConnections(ctx: TenantContext, input: ListConnectionsInput): Promise<ConnectionPage> {
  assertMayList(ctx, input);
  const { page, pageSize, offset } = toPage(input);
  const { sortBy = input.deleted ? 'deletedAt' : 'createdAt' } = input;
  const { sortOrder = defaultOrder(sortBy) } = input;
  const filter = input.credentialState ? await withStates(ctx, input) : input;
  const read = listRead(ctx.tenant.id, filter, { sortBy, sortOrder, limit: pageSize, offset });
  const { rows, total } = await readCounted<ConnectionViewRow>(ctx, read);
  const items = rows.map((row) => toConnection(ctx.services.keyring, row));
  return { items, total, page, pageSize, totalPages: Math.ceil(total / pageSize) };
}
