import type { TableItem } from '@portolan/contract';
import { keepPreviousData } from '@tanstack/solid-query';
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import { useLiveQuery } from '../../lib/query.ts';
import { introspectionQueries } from './queries.ts';
import { completeTables, filterTables, TABLES_PER_PAGE } from './tree-model.ts';
import type { SchemaTree } from './use-schema-tree.ts';

const DELAY_MS = 200;

export interface TableSearch {
  query: Accessor<string>;
  setQuery(query: string): void;
  /** Undefined without a filter, and while the first answer is awaited. */
  matches: Accessor<readonly TableItem[] | undefined>;
  /** How many more there are than are shown. */
  hidden: Accessor<number>;
  isSearching: Accessor<boolean>;
  error: Accessor<unknown>;
}

/** Filters in the browser when every table is loaded, at once; otherwise the server searches. */
export function useTableSearch(connectionId: string, tree: SchemaTree, includeViews: Accessor<boolean>): TableSearch {
  const [query, setQuery] = createSignal('');
  const [asked, setAsked] = createSignal('');
  const trimmed = () => query().trim();
  const all = createMemo(() => (trimmed() ? completeTables(tree.state()) : null));
  createEffect(
    on(trimmed, (wanted) => {
      const timer = setTimeout(() => setAsked(wanted), DELAY_MS);
      onCleanup(() => clearTimeout(timer));
    }),
  );
  const remote = () => trimmed() !== '' && asked() !== '' && all() === null;
  const found = useLiveQuery(() => ({
    ...introspectionQueries.tables({
      id: connectionId,
      search: asked(),
      includeViews: includeViews(),
      page: 1,
      pageSize: TABLES_PER_PAGE,
    }),
    enabled: remote(),
    placeholderData: keepPreviousData,
  }));

  const matches = createMemo(() => {
    if (trimmed() === '') return undefined;
    const here = all();
    if (here) return filterTables(here, trimmed());
    return remote() ? found.data?.items : undefined;
  });
  return {
    query,
    setQuery,
    matches,
    hidden: () => (remote() && found.data ? found.data.total - found.data.items.length : 0),
    isSearching: () => trimmed() !== '' && all() === null && (found.isFetching || asked() !== trimmed()),
    error: () => (remote() && found.isError ? found.error : null),
  };
}
