import { cut, type RefreshInput, type RefreshResult, type SnapshotWarning } from '@portolan/contract';
import {
  type Caller,
  type ConnectionTarget,
  DiagnosisError,
  type DriverGateway,
  type IntrospectionOutline,
} from '@portolan/drivers';
import { invalid } from '../errors.ts';
import type { ReportProgress } from '../ports/index.ts';
import type { InTenant } from './in-tenant.ts';
import { keptTree } from './kept-tree.ts';
import { PageStore } from './page-store.ts';
import { storeSnapshot } from './store-snapshot.ts';
import { storeTables } from './store-tables.ts';

/** More than anybody reads. */
const MAX_WARNINGS = 200;

export interface DatabaseReading {
  input: RefreshInput;
  destination: string;
  target: ConnectionTarget;
  /** Who dials it. */
  drivers: DriverGateway;
  caller: Caller;
  report: ReportProgress;
  /** Null where nobody has asked. */
  takenByUserId: string | null;
  /** Adds no snapshot where the latest is the same. */
  onlyChanges?: boolean;
}

/**
 * Reads a whole database and keeps what it looks like. Pages are stored as they come, each in a transaction of its own:
 * none is open while the database is dialled.
 */
export async function readAndStore({ services, tenant }: InTenant, reading: DatabaseReading): Promise<RefreshResult> {
  const { tenantDatabases } = services;
  const { input, destination, target, caller, report, takenByUserId, onlyChanges = false } = reading;
  const { id, includeSchemas, excludeSchemas } = input;
  const started = performance.now();
  const scope = { include: includeSchemas ?? null, exclude: excludeSchemas ?? [] };
  const kept = await tenantDatabases.transaction(tenant.slug, (em) => keptTree(em, id, destination));
  const tablesKept = kept?.tables ?? new Map();
  const known = [...tablesKept.keys()];
  const wanted = { depth: 'columns', include: includeSchemas, exclude: excludeSchemas, known } as const;
  const storePage = (json: string) => tenantDatabases.transaction(tenant.slug, (em) => storeTables(em, json));
  const store = new PageStore(storePage, tablesKept);
  const warnings: SnapshotWarning[] = [];
  let outline: IntrospectionOutline | null = null;
  for await (const page of reading.drivers.introspect(target, wanted, caller)) {
    warnings.push(...page.warnings.slice(0, MAX_WARNINGS - warnings.length));
    if (page.kind === 'outline') outline = inScope(page, includeSchemas);
    else await store.add(page);
    report({ state: 'reading', tablesRead: store.read, tablesTotal: outline?.tablesTotal ?? null });
  }
  if (!outline) throw new DiagnosisError('QUERY_FAILED', 'The database told nothing of itself', []);
  const tables = await store.end();
  const ms = Math.round(performance.now() - started);
  const found = { connectionId: id, destination, outline, tables, takenByUserId, ms };
  const seen = { scope, login: target.username, warnings, kept, onlyChanges };
  return tenantDatabases.transaction(tenant.slug, (em) => storeSnapshot(em, { ...found, ...seen }));
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
