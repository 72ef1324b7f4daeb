import { type AuditEventPage, type ListAuditEventsInput, toPage } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { readPage } from '../paged-read.ts';
import { eventNames } from './event-names.ts';
import { listRead } from './event-statements.ts';
import { type AuditEventView, toAuditEvent } from './view.ts';

/** The audit events of the tenant, newest first: a page, how many there are, and what they point at is called. */
export async function listEvents(ctx: TenantContext, input: ListAuditEventsInput): Promise<AuditEventPage> {
  const { page, pageSize: limit, offset } = toPage(input);
  const { statement, values } = listRead(input);
  const { rows, total } = await readPage<AuditEventView>(ctx, statement, { limit, offset, more: values });
  return { items: rows.map(toAuditEvent), total, page, limit, names: await eventNames(ctx, rows) };
}
