import type { AuditEvent, ExportAuditEventsInput } from '@portolan/contract';
import type { Context } from '../context.ts';
import { installationExportRead } from './event-statements.ts';
import { type AuditEventView, toAuditEvent } from './view.ts';

const PAGE = 500;

/** All events of no tenant that match, oldest first, a page at a time. */
export async function* exportInstallationEvents(
  ctx: Context,
  input: ExportAuditEventsInput,
): AsyncGenerator<AuditEvent> {
  for (let after = 0; ; ) {
    const { text, values } = installationExportRead(input, { after, limit: PAGE });
    const rows = await ctx.services.db.ownerTransaction((em) => em.execute<AuditEventView[]>(text, values));
    for (const row of rows) yield toAuditEvent(row);
    const last = rows.at(-1)?.seq;
    if (rows.length < PAGE || last === undefined || last === null) return;
    after = last;
  }
}
