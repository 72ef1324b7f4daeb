import type { ConnectionsFile, ExportConnectionsInput } from '@portolan/contract';
import type { Statement } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { toRecord, writeFile } from '../exchange/index.ts';
import { SCOPE } from '../paged-read.ts';
import { listRead } from './list-statement.ts';
import type { ConnectionViewRow } from './view.ts';
import { withStates } from './with-states.ts';

/** More than any tenant has. */
const ALL = 1_000_000;

const MEMBERS: Statement = {
  name: 'connections-owners',
  text: `
    select r.* from ${SCOPE} cross join lateral (
      select u.id, u.email from users u
      where u.id in (select c.owner_id from data_connections c where c.tenant_id = scope.tenant_id and c.deleted_at is null)
      offset 0
    ) r`,
};

/** The connections that a list under the same filters shows, by name, as a file without secrets. */
export async function exportConnections(ctx: TenantContext, input: ExportConnectionsInput): Promise<ConnectionsFile> {
  const { db } = ctx.services;
  const { format = 'csv', ...filter } = input;
  const order = { sortBy: 'name', sortOrder: 'asc', limit: ALL, offset: 0 } as const;
  const { statement, values } = listRead(ctx.tenant.id, await withStates(ctx, filter), order);
  const [rows, owners] = await Promise.all([
    db.read<ConnectionViewRow>(statement.uncounted, values),
    db.read<{ id: string; email: string }>(MEMBERS, [ctx.tenant.id]),
  ]);
  const emails = new Map(owners.map(({ id, email }) => [id, email]));
  const records = rows
    .filter(({ id }) => id !== null)
    .map((row) => toRecord(row, emails.get(row.ownerId ?? '') ?? null));
  const fileName = `connections-${ctx.tenant.slug}-${new Date().toISOString().slice(0, 10)}.${format}`;
  return { format, fileName, text: writeFile(records, format) };
}
