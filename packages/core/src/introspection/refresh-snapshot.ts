import { cut, type RefreshInput, type RefreshResult, type SnapshotWarning } from '@portolan/contract';
import { type Caller, type ConnectionTarget, DiagnosisError, type IntrospectionOutline } from '@portolan/drivers';
import { recordEvent } from '../audit/record-event.ts';
import { requireConnection } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { invalid } from '../errors.ts';
import { mutate } from '../mutate.ts';
import type { ReportProgress } from '../ports/index.ts';
import { whileAllowed } from '../while-allowed.ts';
import { keptTree } from './kept-tree.ts';
import { PageStore } from './page-store.ts';
import { readDestination } from './read-destination.ts';
import { storeSnapshot } from './store-snapshot.ts';
import { storeTables } from './store-tables.ts';
import { tellChange } from './tell-change.ts';
import { withTarget } from './with-target.ts';

/** More than anybody reads. */
const MAX_WARNINGS = 200;

const ACTION = 'introspection:refresh';

/**
 * Reads a whole database and keeps what it looks like. Pages are stored as they come, each in a transaction of its own:
 * none is open while the database is dialled. Watchers are told how far it is; it ends when every caller has left.
 */
export async function refreshSnapshot(ctx: TenantContext, input: RefreshInput): Promise<RefreshResult> {
  const { refreshes } = ctx.services;
  const row = await mutate(ctx, (em, held) => requireConnection(em, held, input.id));
  let joined = true;
  const result = await whileAllowed(ctx, (allowed) =>
    refreshes.join({ tenantId: ctx.tenant.id, input, signal: allowed }, (signal, report) => {
      joined = false;
      const chart = async (target: ConnectionTarget, caller: Caller) => {
        const read = await readAndStore(ctx, input, readDestination(row), { target, caller, report });
        await tellChange(ctx, row, read.snapshot);
        return read;
      };
      return withTarget(ctx, { id: input.id, action: ACTION, signal, found: foundBy }, chart);
    }),
  );
  // Who began it has the events of its reading; who waited for the same has one of having got it.
  if (joined) {
    const details = { name: row.name, ...foundBy(result) };
    const entry = { action: ACTION, entityType: 'connection', entityId: row.id, details } as const;
    await mutate(ctx, (em, held) => recordEvent(em, held, entry));
  }
  return result;
}

function foundBy({ snapshot, changed }: RefreshResult): Record<string, unknown> {
  return { snapshotId: snapshot.id, tables: snapshot.tables, changed };
}

async function readAndStore(
  ctx: TenantContext,
  { id, includeSchemas, excludeSchemas }: RefreshInput,
  destination: string,
  { target, caller, report }: { target: ConnectionTarget; caller: Caller; report: ReportProgress },
): Promise<RefreshResult> {
  const { drivers, tenantDatabases } = ctx.services;
  const started = performance.now();
  const scope = { include: includeSchemas ?? null, exclude: excludeSchemas ?? [] };
  const kept = await tenantDatabases.transaction(ctx.tenant.slug, (em) => keptTree(em, id, destination));
  const tablesKept = kept?.tables ?? new Map();
  const known = [...tablesKept.keys()];
  const wanted = { depth: 'columns', include: includeSchemas, exclude: excludeSchemas, known } as const;
  const storePage = (json: string) => tenantDatabases.transaction(ctx.tenant.slug, (em) => storeTables(em, json));
  const store = new PageStore(storePage, tablesKept);
  const warnings: SnapshotWarning[] = [];
  let outline: IntrospectionOutline | null = null;
  for await (const page of drivers.introspect(target, wanted, caller)) {
    warnings.push(...page.warnings.slice(0, MAX_WARNINGS - warnings.length));
    if (page.kind === 'outline') outline = inScope(page, includeSchemas);
    else await store.add(page);
    report({ state: 'reading', tablesRead: store.read, tablesTotal: outline?.tablesTotal ?? null });
  }
  if (!outline) throw new DiagnosisError('QUERY_FAILED', 'The database told nothing of itself', []);
  const tables = await store.end();
  const ms = Math.round(performance.now() - started);
  const reading = { connectionId: id, destination, outline, tables, takenByUserId: ctx.principal.userId, ms };
  const seen = { scope, login: target.username, warnings, kept };
  return tenantDatabases.transaction(ctx.tenant.slug, (em) => storeSnapshot(em, { ...reading, ...seen }));
}

/** The outline, where it has every schema that is to be read. Names are exact. Throws VALIDATION_ERROR. */
function inScope(outline: IntrospectionOutline, wanted: readonly string[] | undefined): IntrospectionOutline {
  const names = new Set(outline.schemas.map(({ name }) => name));
  const missing = wanted?.find((name) => !names.has(name));
  if (missing === undefined) return outline;
  const alike = outline.schemas.find(({ name }) => name.toLowerCase() === missing.toLowerCase());
  const hint = alike ? `; there is '${cut(alike.name)}'` : '';
  throw invalid('includeSchemas', `The database has no schema '${cut(missing)}' that this login can see${hint}`);
}
