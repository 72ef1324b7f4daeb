import type { MeasuredTable, SnapshotWarning } from '@portolan/contract';
import type { IntrospectionOutline, IntrospectionPage, IntrospectionScope } from '../driver.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { checkedTables } from './checked-tables.ts';
import { isClean, washText, whatWasWashed } from './wash-text.ts';

/** An outline as a driver read it. */
export type PlainOutline = Omit<IntrospectionOutline, 'kind' | 'warnings'>;
type Counts = Pick<PlainOutline, 'tablesTotal' | 'columnsTotal'>;

export interface Reading {
  scope: IntrospectionScope;
  outline: PlainOutline;
  /** What the tables are read from, yet to be checked; not begun where there is nothing to read. */
  pages: () => AsyncIterable<readonly unknown[]>;
  /** Counts once more, where outline and tables are not of one moment: a table may have been made in between. */
  recount?: () => Promise<Counts>;
}

/**
 * The pages of an introspection, counted against its outline when they have ended: what was cut on the way is a failure
 * and no catalogue. Fails CATALOGUE_INCOMPLETE.
 */
export async function* wholeReading(reading: Reading): AsyncGenerator<IntrospectionPage, void> {
  const { scope, outline, pages, recount } = reading;
  yield washedOutline(outline);
  if (scope.depth === 'schemas' || outline.tablesTotal === 0) return;
  const names = new DistinctNames();
  const came = { tablesTotal: 0, columnsTotal: 0 };
  for await (const page of pages()) {
    const { tables, warnings } = checkedTables(page);
    if (warnings.length > 0 || names.any) names.tellApart(tables);
    came.tablesTotal += tables.length;
    for (const { columns } of tables) came.columnsTotal += columns.length;
    yield { kind: 'tables', tables, warnings };
  }
  if (isBetween(came, outline, outline)) return;
  const later = await recount?.();
  if (!later || !isBetween(came, outline, later)) throw incomplete();
}

/** Whether as much came as was there before, or after, or in between. */
function isBetween(came: { tablesTotal: number; columnsTotal: number }, before: Counts, after: Counts): boolean {
  const within = (value: number, one: number, other: number) =>
    value >= Math.min(one, other) && value <= Math.max(one, other);
  if (!within(came.tablesTotal, before.tablesTotal, after.tablesTotal)) return false;
  if (before.columnsTotal === null || after.columnsTotal === null) return true;
  return within(came.columnsTotal, before.columnsTotal, after.columnsTotal);
}

function incomplete(): StageFailure {
  return new StageFailure(
    'CATALOGUE_INCOMPLETE',
    'The server told fewer or more tables and columns than it counts',
    'Try again when nobody changes the schema; ask the DBA which limits on results this login has',
    'query',
  );
}

function washedOutline({ catalogs, schemas, tablesTotal, columnsTotal }: PlainOutline): IntrospectionOutline {
  const warnings: SnapshotWarning[] = [];
  const names = new DistinctNames();
  const wash = (path: string, name: string) => {
    if (isClean(name)) return name;
    warnings.push({ schema: null, table: null, path, message: whatWasWashed(name) });
    return names.distinct(washText(name));
  };
  return {
    kind: 'outline',
    catalogs: catalogs.map((name) => wash('catalogs', name)),
    schemas: schemas.map((schema) => ({ ...schema, name: wash('schemas', schema.name) })),
    tablesTotal,
    columnsTotal,
    warnings,
  };
}

/** Names that were different until they were washed. */
class DistinctNames {
  readonly #seen = new Set<string>();

  get any(): boolean {
    return this.#seen.size > 0;
  }

  tellApart(tables: readonly MeasuredTable[]): void {
    for (const table of tables) {
      if (isClean(table.schema) && isClean(table.name)) continue;
      table.name = this.distinct(table.name, table.schema);
    }
  }

  distinct(name: string, place = ''): string {
    let free = name;
    for (let number = 2; this.#seen.has(JSON.stringify([place, free])); number++) free = `${name} (${number})`;
    this.#seen.add(JSON.stringify([place, free]));
    return free;
  }
}
