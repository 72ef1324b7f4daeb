import { chart } from '../../diagnosis/diagnose.ts';
import type { ConnectionTarget, DriverCall, IntrospectionPage, IntrospectionScope } from '../../driver.ts';
import { wholeReading } from '../../introspection/whole-reading.ts';
import { openSession } from '../open-session.ts';
import type { Session } from '../session.ts';
import { readOutline } from './read-outline.ts';
import type { TableRow } from './table-row.ts';
import { tablesQuery } from './tables-query.ts';
import { toTable } from './to-table.ts';
import type { TypeCatalogue } from './type-catalogue.ts';

/** Tables in one page: little enough that nobody waits for the first, and many times less than memory. */
const PAGE = 50;

/** Two queries: one for the outline, one whose rows are whole tables, made while they are read. */
export function introspect(
  target: ConnectionTarget,
  scope: IntrospectionScope,
  call: DriverCall,
): AsyncIterable<IntrospectionPage> {
  return chart(async function* (walk) {
    using session = await openSession(target, walk, call);
    const { outline, types } = await readOutline(session, scope);
    const pages = () => tablesIn(session, scope, types);
    yield* wholeReading({ scope, outline, pages });
  });
}

async function* tablesIn(session: Session, scope: IntrospectionScope, types: TypeCatalogue) {
  const { sql, values } = tablesQuery(scope, session);
  for await (const rows of session.stream<TableRow>(sql, values, PAGE)) yield rows.map((row) => toTable(row, types));
}
