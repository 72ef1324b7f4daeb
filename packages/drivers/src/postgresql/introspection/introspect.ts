import type { MeasuredTable } from '@portolan/contract';
import { chart } from '../../diagnosis/diagnose.ts';
import type { ConnectionTarget, DriverCall, IntrospectionPage, IntrospectionScope } from '../../driver.ts';
import { checkedTables } from '../../introspection/checked-tables.ts';
import { openSession } from '../open-session.ts';
import { readOutline } from './read-outline.ts';
import type { TableRow } from './table-row.ts';
import { tablesQuery } from './tables-query.ts';
import { toTable } from './to-table.ts';

/**
 * Names in the catalogue queries mean pg_catalog's objects, whatever a user has put into other schemas, and what the
 * server prints (types, defaults, index expressions) does not depend on the settings of the login. `extra_float_digits`
 * and the styles decide how constants inside default expressions are written. Merge joins would read all of pg_type
 * for each table.
 */
const PREPARE = `
  set local search_path = pg_catalog, pg_temp;
  set local quote_all_identifiers = off;
  set local datestyle = 'ISO, MDY';
  set local intervalstyle = postgres;
  set local extra_float_digits = 1;
  set local jit = off;
  set local cursor_tuple_fraction = 1;
  set local enable_mergejoin = off`;

/** Tables in one page: little enough that nobody waits for the first, and many times less than memory. */
const PAGE = 100;

/** Two queries: one for the outline, one whose rows are whole tables, made while they are read. */
export function introspect(
  target: ConnectionTarget,
  scope: IntrospectionScope,
  call: DriverCall,
): AsyncIterable<IntrospectionPage> {
  return chart(async function* (walk) {
    using session = await openSession(target, walk, call);
    await session.execute(PREPARE);
    const { outline, types } = await readOutline(session, scope);
    yield outline;
    if (scope.depth === 'schemas' || outline.tablesTotal === 0) return;
    const { sql, values } = tablesQuery(scope, session);
    for await (const rows of session.stream<TableRow>(sql, values, PAGE)) {
      yield { kind: 'tables', tables: tablesOf(rows, types) };
    }
  });
}

function tablesOf(rows: TableRow[], types: Parameters<typeof toTable>[1]): MeasuredTable[] {
  return checkedTables(rows.map((row) => toTable(row, types)));
}
