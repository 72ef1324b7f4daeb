import type { Column } from '@portolan/contract';
import { strangeCatalogue } from '../../introspection/checked-tables.ts';
import type { Session } from '../session.ts';
import { readColumns } from './read-columns.ts';
import type { TableHead } from './read-tables.ts';
import type { Condition } from './scope-condition.ts';

/** What a wide table may have, sparse columns included. */
const MAX_COLUMNS = 30_000;

/** Joins the columns to their tables: both come in the same order. What was made in between is left out. */
export async function* wholeTables(
  session: Session,
  condition: Condition,
  heads: TableHead[],
): AsyncGenerator<{ head: TableHead; columns: Column[] }, void> {
  const places = new Map(heads.map(({ id }, place) => [id, place]));
  let at = 0;
  let columns: Column[] = [];
  for await (const batch of readColumns(session, condition)) {
    for (const { tableId, column } of batch) {
      const place = places.get(tableId);
      if (place === undefined) continue;
      // A table that comes again, or is out of order, was never read from a catalogue.
      if (place < at || columns.length >= MAX_COLUMNS) throw strangeCatalogue();
      for (; at < place; at++) {
        const head = heads[at];
        if (head) yield { head, columns };
        columns = [];
      }
      columns.push({ ...column, position: columns.length + 1 });
    }
  }
  for (; at < heads.length; at++) {
    const head = heads[at];
    if (head) yield { head, columns };
    columns = [];
  }
}
