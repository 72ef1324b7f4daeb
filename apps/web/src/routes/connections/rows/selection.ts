import type { Connection } from '@portolan/contract';
import { batch } from 'solid-js';
import { createStore, produce, reconcile } from 'solid-js/store';
import { between } from '../../../lib/row-steps.ts';

/** The connections that are marked, on whatever page of the list. */
export interface Selection {
  has(id: string): boolean;
  count(): number;
  all(): Connection[];
  /** Marks one, or takes its mark away; ranges begin here. */
  toggle(connection: Connection): void;
  /** Marks all from where the last mark was set up to this one. */
  extend(connection: Connection, rows: readonly Connection[]): void;
  add(connections: readonly Connection[]): void;
  remove(ids: readonly string[]): void;
  clear(): void;
}

export function createSelection(): Selection {
  const [marked, setMarked] = createStore<Record<string, Connection>>({});
  let anchor: string | undefined;
  const remove = (ids: readonly string[]) =>
    setMarked(
      produce((marks) => {
        for (const id of ids) delete marks[id];
      }),
    );
  const add = (connections: readonly Connection[]) =>
    setMarked(Object.fromEntries(connections.map((connection) => [connection.id, connection])));

  return {
    has: (id) => marked[id] !== undefined,
    count: () => Object.keys(marked).length,
    all: () => Object.values(marked),
    toggle(connection) {
      anchor = connection.id;
      if (marked[connection.id]) remove([connection.id]);
      else add([connection]);
    },
    extend(connection, rows) {
      const ids = rows.map(({ id }) => id);
      const span = between(ids, anchor ?? connection.id, connection.id);
      batch(() => add(rows.filter(({ id }) => span.includes(id))));
    },
    add,
    remove,
    clear() {
      anchor = undefined;
      setMarked(reconcile({}));
    },
  };
}
