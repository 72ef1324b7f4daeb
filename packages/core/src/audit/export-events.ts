import type { AuditEvent, ExportAuditEventsInput } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { exportRead } from './event-statements.ts';
import { type AuditEventView, toAuditEvent } from './view.ts';

const PAGE = 500;

/** All events that match, oldest first, a page at a time: however long the log is, one page of it is in memory. */
export async function* exportEvents(ctx: TenantContext, input: ExportAuditEventsInput): AsyncGenerator<AuditEvent> {
  for (let after = 0; ; ) {
    const { statement, values } = exportRead(ctx.tenant.id, input, { after, limit: PAGE });
    const rows = await ctx.services.db.read<AuditEventView>(statement, values);
    for (const row of rows) yield toAuditEvent(row);
    const last = rows.at(-1)?.seq;
    if (rows.length < PAGE || last === undefined || last === null) return;
    after = last;
  }
}
