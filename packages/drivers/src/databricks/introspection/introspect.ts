import { chart } from '../../diagnosis/diagnose.ts';
import type { ConnectionTarget, DriverCall, IntrospectionPage, IntrospectionScope } from '../../driver.ts';
import { GroupedRows } from '../../introspection/grouped-rows.ts';
import { wholeReading } from '../../introspection/whole-reading.ts';
import { type OpenedSession, openSession } from '../open-session.ts';
import { SqlFailure } from '../server-failure.ts';
import { streamColumns, streamKeys } from './catalogue-queries.ts';
import { isLegacy } from './information-schema.ts';
import { introspectLegacy } from './introspect-legacy.ts';
import { readOutline } from './read-outline.ts';
import { toTable } from './to-table.ts';

/** Tables in one page. */
const PAGE = 200;

/** Four statements: schemas with their tables, catalogs, columns and keys; the last two are read side by side. */
export function introspect(
  target: ConnectionTarget,
  scope: IntrospectionScope,
  call: DriverCall,
): AsyncIterable<IntrospectionPage> {
  return chart(async function* (walk) {
    using opened = await openSession(target, walk, call);
    if (isLegacy(opened.catalog)) return yield* introspectLegacy(opened, scope);
    const read = await readOutline(opened, scope).catch(missing);
    if (!read) return yield* introspectLegacy(opened, scope);
    const { outline, heads } = read;
    const recount = async () => (await readOutline(opened, scope)).outline;
    yield* wholeReading({ scope, outline, pages: () => pagesOf(opened, scope, heads), recount });
  });
}

async function* pagesOf(
  opened: OpenedSession,
  scope: IntrospectionScope,
  heads: Awaited<ReturnType<typeof readOutline>>['heads'],
): AsyncGenerator<unknown[], void> {
  const deep = scope.depth === 'columns' && heads.length > 0;
  const columns = deep ? new GroupedRows(streamColumns(opened, scope)) : null;
  const keys = deep ? new GroupedRows(streamKeys(opened, scope)) : null;
  for (let from = 0; from < heads.length; from += PAGE) {
    const tables: unknown[] = [];
    for (const head of heads.slice(from, from + PAGE)) {
      const ofColumns = (await columns?.take(head.schema, head.name)) ?? [];
      const ofKeys = (await keys?.take(head.schema, head.name)) ?? [];
      tables.push(toTable(head, ofColumns, ofKeys));
    }
    yield tables;
  }
}

/** A table, or a schema, that is not there. */
const NOT_THERE = new Set(['42P01', '42704']);

/** A catalog without an information schema is read another way; every other failure stays one. */
function missing(error: unknown): null {
  if (error instanceof SqlFailure && NOT_THERE.has(error.sqlState)) return null;
  throw error;
}
