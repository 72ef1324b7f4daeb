import { type AuditEventPage, type ListAuditEventsInput, toPage } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { listRead } from './event-statements.ts';
import { type AuditEventView, toAuditEvent } from './view.ts';

type ListRow = { total: number } & (AuditEventView | { id: null });

/** The audit events of the tenant, newest first: a page, and how many there are, in one prepared statement. */
export async function listEvents(ctx: TenantContext, input: ListAuditEventsInput): Promise<AuditEventPage> {
  const { page, pageSize: limit, offset } = toPage(input);
  const { statement, values } = listRead(ctx.tenant.id, input, { limit, offset });
  const rows = await ctx.services.db.read<ListRow>(statement, values);
  const items = rows.filter((row) => row.id !== null).map((row) => toAuditEvent(row as AuditEventView));
  return { items, total: rows[0]?.total ?? 0, page, limit };
}
