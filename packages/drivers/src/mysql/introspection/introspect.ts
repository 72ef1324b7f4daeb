import { chart } from '../../diagnosis/diagnose.ts';
import type { ConnectionTarget, DriverCall, IntrospectionPage, IntrospectionScope } from '../../driver.ts';
import { wholeReading } from '../../introspection/whole-reading.ts';
import { openSession } from '../open-session.ts';
import type { Session } from '../session.ts';
import { catalogueQuery } from './catalogue-query.ts';
import { readOutline } from './read-outline.ts';
import { TableReader } from './table-reader.ts';

/** Tables in one page: little enough that nobody waits for the first, and many times less than memory. */
const PAGE = 100;

/** Two queries: one for the outline, one whose rows are read table by table. */
export function introspect(
  target: ConnectionTarget,
  scope: IntrospectionScope,
  call: DriverCall,
): AsyncIterable<IntrospectionPage> {
  return chart(async function* (walk) {
    using session = await openSession(target, walk, call);
    const outline = await readOutline(session, scope);
    const recount = () => readOutline(session, scope);
    yield* wholeReading({ scope, outline, pages: () => tablesIn(session, scope), recount });
  });
}

async function* tablesIn(session: Session, scope: IntrospectionScope): AsyncGenerator<unknown[], void> {
  const { sql, values } = catalogueQuery(session.flavour, scope, session.defaultSchema);
  const reader = new TableReader(session.flavour.mariadb);
  let page: unknown[] = [];
  for await (const rows of session.stream(sql, values)) {
    page.push(...reader.read(rows));
    while (page.length >= PAGE) {
      yield page.slice(0, PAGE);
      page = page.slice(PAGE);
    }
  }
  page.push(...reader.finish());
  if (page.length > 0) yield page;
}
