import type { Connection } from '@portolan/contract';
import { useQueryClient } from '@tanstack/solid-query';
import { type Accessor, createContext, createSignal, useContext } from 'solid-js';
import { loadPart } from '../../../lib/load-part.ts';
import type { ConnectionTests } from '../use-connection-tests.ts';
import type { Row } from './group-rows.ts';
import type { OpenMenu } from './row-menu.tsx';
import type { RowVerbs } from './row-verbs.ts';
import { createSelection, type Selection } from './selection.ts';
import { useConnectionVerbs } from './use-connection-verbs.ts';
import { type RowKeys, useRowKeys } from './use-row-keys.ts';

/** The rows of the list as one: what is marked, which has the focus, whose menu is open, and what can be done. */
export interface ListRows {
  rows: Accessor<readonly Row[]>;
  tests: ConnectionTests;
  selection: Selection;
  keys: RowKeys;
  verbs: RowVerbs;
  menu: Accessor<OpenMenu | null>;
  toggleMenu(connection: Connection, opener: HTMLElement): void;
  closeMenu(): void;
  testAll(connections: readonly Pick<Connection, 'id'>[]): void;
}

const ListRowsContext = createContext<ListRows>();
export const ListRowsProvider = ListRowsContext.Provider;

export function useListRows(): ListRows {
  const rows = useContext(ListRowsContext);
  if (!rows) throw new Error('ListRowsProvider is missing');
  return rows;
}

interface ListRowsOptions {
  rows: Accessor<readonly Row[]>;
  tests: ConnectionTests;
  onShowFailed(): void;
}

export function createListRows({ rows, tests, onShowFailed }: ListRowsOptions): ListRows {
  const queries = useQueryClient();
  const selection = createSelection();
  const verbs = useConnectionVerbs(tests);
  const [menu, setMenu] = createSignal<OpenMenu | null>(null);

  const testAll = async (connections: readonly Pick<Connection, 'id'>[]) => {
    if (!verbs.may('connections:test')) return;
    const { testMany } = await loadPart(() => import('../bulk/many.ts'));
    await testMany(queries, connections, onShowFailed);
  };
  const toggleMenu = (connection: Connection, opener: HTMLElement) => {
    if (menu()?.opener === opener) return setMenu(null);
    const held = document.activeElement;
    setMenu({ connection, opener, from: held instanceof HTMLElement && held !== document.body ? held : opener });
  };
  const rowVerbs: RowVerbs = {
    ...verbs,
    testMarked(row) {
      if (selection.count() > 0) void testAll(selection.all());
      else if (row) verbs.run('test', row);
    },
    removeMarked(row) {
      verbs.remove(selection.count() > 0 ? selection.all() : row ? [row] : []);
    },
    openMenu() {
      const row = document.activeElement?.closest('[data-connection]');
      row?.querySelector<HTMLElement>('[data-menu]')?.click();
    },
  };
  return {
    rows,
    tests,
    selection,
    keys: useRowKeys(rows, selection, rowVerbs),
    verbs: rowVerbs,
    menu,
    toggleMenu,
    closeMenu: () => setMenu(null),
    testAll: (connections) => void testAll(connections),
  };
}
