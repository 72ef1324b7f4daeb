import type { ImportConnectionsInput, ImportResult } from '@portolan/contract';
import { DataConnectionEntity, type DataConnectionRow, type EntityManager, FOR_UPDATE } from '@portolan/db';
import { type AuditEntry, recordEvents } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { isRefused, type ParsedRow, type ReadRow, readImport } from '../exchange/index.ts';
import { mutate } from '../mutate.ts';
import { changeRow } from './change-row.ts';
import { buildConnection, creationOf } from './create-connection.ts';
import { isSealed, notifySealed } from './notify-sealed.ts';
import { countOf, type PlannedRow, type Present, planImport } from './plan-import.ts';

/** Rows of one statement: it has a parameter for each of their columns. */
const AT_ONCE = 500;

/**
 * What an import would do or, applied, does: all that is not refused, in one transaction, each with the event that it
 * would have alone, and one of the import itself.
 */
export async function importConnections(ctx: TenantContext, input: ImportConnectionsInput): Promise<ImportResult> {
  const { apply = false, withSecrets = false } = input;
  const { format, rows } = readImport(input.text, input.format ?? 'auto');
  if (!apply) {
    const look = (em: EntityManager) => presentFor(em, ctx, rows);
    const present = await ctx.services.db.transaction({ tenantId: ctx.tenant.id }, look);
    return resultOf(planImport(rows, present, withSecrets));
  }
  return mutate(ctx, async (em, held) => {
    const planned = planImport(rows, await presentFor(em, held, rows, { forUpdate: true }), withSecrets);
    const entries = await applyPlan(em, held, planned);
    const result = resultOf(planned);
    const { created, changed, refused } = result;
    const details = { format, withSecrets, created, changed, refused };
    await recordEvents(em, held, [...entries, { action: 'connections:import', entityType: 'connections', details }]);
    return result;
  });
}

/** Writes the rows set by set, and answers their events. */
async function applyPlan(em: EntityManager, ctx: TenantContext, planned: PlannedRow[]): Promise<AuditEntry[]> {
  const { services, tenant, principal } = ctx;
  const entries: AuditEntry[] = [];
  const made: DataConnectionRow[] = [];
  const sealed: DataConnectionRow[] = [];
  for (const one of planned) {
    if (one.action === 'created') {
      const row = await buildConnection(services, tenant.id, principal.userId, one.input);
      row.ownerId = one.input.ownerId ?? null;
      made.push(row);
      entries.push(creationOf(row));
    } else if (one.action === 'changed') {
      const wasSealed = isSealed(services.keyring, one.row);
      entries.push(await changeRow(services.keyring, one.row, one.change));
      if (!wasSealed && isSealed(services.keyring, one.row)) sealed.push(one.row);
    }
  }
  for (let at = 0; at < made.length; at += AT_ONCE) {
    await em.insertMany(DataConnectionEntity, made.slice(at, at + AT_ONCE));
  }
  await em.flush();
  for (const row of sealed) await notifySealed(services, em, row);
  return entries;
}

/** The connections that the rows may be about, and the members of the tenant where somebody is to own one. */
async function presentFor(
  em: EntityManager,
  { tenant }: TenantContext,
  rows: readonly ReadRow[],
  { forUpdate = false } = {},
): Promise<Present> {
  const parsed = rows.filter((row): row is ParsedRow => !isRefused(row));
  const ids = parsed.flatMap(({ id }) => (id && UUID.test(id) ? [id.toLowerCase()] : []));
  const names = parsed.map(({ name }) => name);
  const found = await em.find(
    DataConnectionEntity,
    { tenantId: tenant.id, deletedAt: null, $or: [{ id: { $in: ids } }, { name: { $in: names } }] },
    { orderBy: { id: 'asc' }, ...(forUpdate ? { lockMode: FOR_UPDATE } : {}) },
  );
  const isOwned = parsed.some(({ owner, fields }) => owner || fields.ownerId);
  return {
    byId: new Map(found.map((row) => [row.id, row])),
    byName: Map.groupBy(found, ({ name }) => name),
    members: isOwned ? await membersOf(em, tenant.id) : new Map(),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Nobody of them leaves until the transaction ends. */
async function membersOf(em: EntityManager, tenantId: string): Promise<Map<string, string>> {
  const rows = await em.execute<{ id: string; email: string }[]>(
    `select u.id, u.email from memberships m join users u on u.id = m.user_id where m.tenant_id = ? and u.email is not null for key share of m`,
    [tenantId],
  );
  return new Map(rows.map(({ id, email }) => [email.toLowerCase(), id]));
}

function resultOf(planned: readonly PlannedRow[]): ImportResult {
  const rows = planned.map(({ line, name, action, reason, changes }) => {
    return { line, name, action, ...(reason !== undefined && { reason }), ...(changes && { changes }) };
  });
  const [created, changed, refused] = [countOf(rows, 'created'), countOf(rows, 'changed'), countOf(rows, 'refused')];
  return { created, changed, refused, rows };
}
