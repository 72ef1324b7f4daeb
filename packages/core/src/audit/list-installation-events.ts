import { type AuditEventPage, type ListAuditEventsInput, toPage } from '@portolan/contract';
import type { Context } from '../context.ts';
import { installationNames } from './event-names.ts';
import { installationCountRead, installationListRead } from './event-statements.ts';
import { type AuditEventView, toAuditEvent } from './view.ts';

/** What happened above all tenants, newest first: sign-ins, refused ones, operators' work, purges. */
export function listInstallationEvents(ctx: Context, input: ListAuditEventsInput): Promise<AuditEventPage> {
  const { page, pageSize: limit, offset } = toPage(input);
  const [list, count] = [installationListRead(input, { limit, offset }), installationCountRead(input)];
  return ctx.services.db.ownerTransaction(async (em) => {
    const rows = await em.execute<AuditEventView[]>(list.text, list.values);
    const [counted] = await em.execute<{ total: number }[]>(count.text, count.values);
    const names = await installationNames(em, rows);
    return { items: rows.map(toAuditEvent), total: counted?.total ?? 0, page, limit, names };
  });
}
