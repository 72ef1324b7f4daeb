import type { RefreshInput, SnapshotScope } from '@portolan/contract';
import { DataConnectionEntity, type DataConnectionRow } from '@portolan/db';
import { refusedTest, targetOf } from '../connections/index.ts';
import type { Services } from '../context.ts';
import { AppError } from '../errors.ts';
import type { ClaimedRefresh } from './claim-refreshes.ts';
import type { InTenant } from './in-tenant.ts';
import { knownFailure, publicFailure } from './public-failure.ts';
import { readAndStore } from './read-and-store.ts';
import { readDestination } from './read-destination.ts';
import { tellChange } from './tell-change.ts';

/** What came of a scheduled refresh. `put off`: it was not to be had just now, and that is nobody's fault. */
export type Refreshed =
  | { outcome: 'changed' | 'unchanged'; row: DataConnectionRow; found: Record<string, unknown>; isOwn: boolean }
  | { outcome: 'failed'; row: DataConnectionRow; code: string | null; message: string; isOwn: boolean }
  | { outcome: 'put off' };

/**
 * Reads a connection that is claimed, with its stored credential, as its latest snapshot was read: the same schemas. Nobody
 * has asked for it: whoever asks meanwhile waits for the same, and so does this where somebody reads already.
 */
export async function refreshOnSchedule(
  services: Services,
  claimed: ClaimedRefresh,
  signal: AbortSignal,
): Promise<Refreshed> {
  const { id, tenantId, slug, tenantName } = claimed;
  const at: InTenant = { services, tenant: { id: tenantId, slug, name: tenantName } };
  const row = await services.db.transaction({ tenantId }, (em) =>
    em.findOne(DataConnectionEntity, { id, tenantId, deletedAt: null }),
  );
  if (!row) return { outcome: 'put off' };
  let isOwn = false;
  try {
    const input = await usualInput(at, row);
    const { snapshot, changed } = await services.refreshes.join({ tenantId, input, signal }, (until, report) => {
      isOwn = true;
      return read(at, { row, input, signal: until, report });
    });
    const found = { snapshotId: snapshot.id, tables: snapshot.tables };
    return { outcome: changed ? 'changed' : 'unchanged', row, found, isOwn };
  } catch (error) {
    if (signal.aborted || (error instanceof AppError && PASSING.has(error.code))) return { outcome: 'put off' };
    const isTold = error instanceof AppError && (error.stages || error.code === 'VALIDATION_ERROR');
    if (isTold)
      return { outcome: 'failed', row, code: error.stages ? error.code : null, message: error.message, isOwn };
    services.log.warn({ err: error, connection: id }, 'a scheduled refresh failed');
    return { outcome: 'failed', row, code: null, message: 'The refresh failed', isOwn };
  }
}

/** Other schemas are being read, or whoever read has left. */
const PASSING = new Set(['CONFLICT', 'CANCELLED']);

interface ReadParts {
  row: DataConnectionRow;
  input: RefreshInput;
  signal: AbortSignal;
  report: Parameters<typeof readAndStore>[1]['report'];
}

async function read(at: InTenant, { row, input, signal, report }: ReadParts) {
  const { keyring, charts } = at.services;
  try {
    const target = await targetOf(keyring, row);
    if ('code' in target) throw new AppError(target.code, target.message, { stages: refusedTest(target).stages });
    const result = await readAndStore(at, {
      input,
      destination: readDestination(row),
      target,
      drivers: charts,
      caller: { tenant: at.tenant.id, signal },
      report,
      takenByUserId: null,
      onlyChanges: true,
    });
    await tellChange(at, row, result.snapshot);
    return result;
  } catch (error) {
    throw publicFailure(knownFailure(error));
  }
}

const SCOPE = `
  select s.scope from schema_snapshots s join schema_trees t on t.id = s.tree_id
  where s.connection_id = ? and t.destination = ? order by s.taken_at desc, s.id limit 1`;

/** What a person would be asking for who wants the same as the last time. */
async function usualInput({ services, tenant }: InTenant, row: DataConnectionRow): Promise<RefreshInput> {
  const [latest] = await services.tenantDatabases.transaction(tenant.slug, (em) =>
    em.execute<{ scope: SnapshotScope | null }[]>(SCOPE, [row.id, readDestination(row)]),
  );
  const { include = null, exclude = [] } = latest?.scope ?? {};
  return {
    id: row.id,
    ...(include ? { includeSchemas: include } : {}),
    ...(exclude.length > 0 ? { excludeSchemas: exclude } : {}),
  };
}
