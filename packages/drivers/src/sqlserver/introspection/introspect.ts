import type { MeasuredTable } from '@portolan/contract';
import { chart } from '../../diagnosis/diagnose.ts';
import type { ConnectionTarget, DriverCall, IntrospectionPage, IntrospectionScope } from '../../driver.ts';
import { wholeReading } from '../../introspection/whole-reading.ts';
import { openSession } from '../open-session.ts';
import type { Session } from '../session.ts';
import { noKeys } from './key-collector.ts';
import { readKeys } from './read-keys.ts';
import { readOutline } from './read-outline.ts';
import { readTables, type TableHead } from './read-tables.ts';
import { type Condition, scopeCondition } from './scope-condition.ts';
import { wholeTables } from './whole-tables.ts';

/** Tables in one page, and columns after which it is full all the same. */
const PAGE = { tables: 100, columns: 5_000 };

/** At most four queries: outline, tables, keys, and columns, which are the most and are read as pages are taken. */
export function introspect(
  target: ConnectionTarget,
  scope: IntrospectionScope,
  call: DriverCall,
): AsyncIterable<IntrospectionPage> {
  return chart(async function* (walk) {
    using session = await openSession(target, walk, call);
    const condition = scopeCondition(scope, session.defaultSchema);
    const deep = scope.depth === 'columns';
    const outline = await readOutline(session, condition, deep);
    const pages = () => paged(deep ? withColumns(session, condition) : bareTables(session, condition));
    const recount = () => readOutline(session, condition, deep);
    yield* wholeReading({ scope, outline, pages, recount });
  });
}

async function* bareTables(session: Session, condition: Condition): AsyncGenerator<MeasuredTable, void> {
  for await (const heads of readTables(session, condition)) {
    for (const { id: _, ...head } of heads) yield { ...head, columns: [], ...noKeys() };
  }
}

async function* withColumns(session: Session, condition: Condition): AsyncGenerator<MeasuredTable, void> {
  const heads: TableHead[] = [];
  for await (const batch of readTables(session, condition)) heads.push(...batch);
  const keys = await readKeys(session, condition);
  for await (const { head, columns } of wholeTables(session, condition, heads)) {
    const { id, ...rest } = head;
    yield { ...rest, columns, ...(keys.take(id) ?? noKeys()) };
  }
}

async function* paged(tables: AsyncIterable<MeasuredTable>): AsyncGenerator<MeasuredTable[], void> {
  let page: MeasuredTable[] = [];
  let columns = 0;
  for await (const table of tables) {
    page.push(table);
    columns += table.columns.length;
    if (page.length < PAGE.tables && columns < PAGE.columns) continue;
    yield page;
    page = [];
    columns = 0;
  }
  if (page.length > 0) yield page;
}
