import type { Outline } from '@portolan/contract';
import { useQueryClient } from '@tanstack/solid-query';
import { createEffect, createMemo, createSignal, on } from 'solid-js';
import { allPages } from '../../../lib/all-pages.ts';
import { type Failure, toFailure } from '../../../lib/app-error.ts';
import { api } from '../../../lib/client.ts';
import { language } from '../../../lib/locale.ts';
import { introspectionQueries } from '../queries.ts';
import { openIn, openText } from './open-text.ts';
import {
  EMPTY_TREE,
  firstToOpen,
  namesIn,
  orderSchemas,
  schemaKey,
  type TreeRow,
  type TreeState,
  tableKey,
  treeRows,
} from './tree-model.ts';
import { useTableFinder } from './use-table-finder.ts';

interface TreeFailure {
  failure: Failure;
  retry(): void;
}
type Place = { schema: string; table: string };

/**
 * The tree over the outline of a database: what is open, what is filtered, and the columns that were asked for. `selected`
 * is the schema of what is chosen, which is open anyhow.
 */
export function useSchemaTree(connectionId: string, outline: () => Outline | undefined, selected: () => string) {
  const queries = useQueryClient();
  // Plain values, not stores: thousands of rows are built from them, which a store would track one by one.
  const [state, setState] = createSignal<TreeState>(EMPTY_TREE);
  const [filter, setFilter] = createSignal('');
  const [openInFilter, setOpenInFilter] = createSignal<TreeState['open']>({});
  const [problem, setProblem] = createSignal<TreeFailure | null>(null);
  const wanted = createMemo(() => filter().trim());
  const lists = createMemo(() => ({ schemas: state().schemas, system: state().system }), undefined, {
    equals: (a, b) => a.schemas === b.schemas && a.system === b.system,
  });
  const names = createMemo(() => namesIn(lists()));
  const answer = useTableFinder(names, wanted);
  // Until the answer is there, what was shown stays.
  const rows = createMemo<TreeRow[]>((shown) => {
    // Rows say what they say once: in another language they are others.
    language();
    if (!wanted()) return treeRows(state());
    const found = answer();
    if (found?.names !== names()) return shown;
    return treeRows({ ...state(), open: openInFilter() }, found.found);
  }, []);
  /** What the rows were found by. */
  const mark = () => (wanted() ? (answer()?.text ?? '') : '');

  const setOpen = (key: string, open: boolean) => {
    if (filter().trim()) setOpenInFilter((now) => ({ ...now, [key]: open }));
    else setState((now) => ({ ...now, open: { ...now.open, [key]: open } }));
  };
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      const retry = () => {
        setProblem(null);
        void attempt(work);
      };
      setProblem({ failure: toFailure(error), retry });
    }
  };
  const loadFields = ({ schema, table }: Place) =>
    attempt(async () => {
      const answer = await queries.fetchQuery(introspectionQueries.fields({ id: connectionId, schema, table }));
      setState((now) => ({ ...now, fields: { ...now.fields, [tableKey(schema, table)]: answer.items } }));
    });
  const loadSystem = (schema: string) =>
    attempt(async () => {
      const input = { id: connectionId, schema, includeViews: true };
      const tables = await allPages((paging) => api.introspection.tables.query({ ...input, ...paging }));
      setState((now) => ({ ...now, system: { ...now.system, [schema]: tables } }));
    });

  const open = (row: TreeRow) => {
    if (row.kind !== 'schema' && row.kind !== 'table') return;
    setOpen(row.key, true);
    if (row.kind === 'schema' && row.tables === null) void loadSystem(row.schema.name);
    if (row.kind === 'table' && !state().fields[row.key])
      void loadFields({ schema: row.table.schema, table: row.table.name });
  };
  const toggle = (row: TreeRow) => {
    if (row.kind !== 'schema' && row.kind !== 'table') return;
    if (row.open) setOpen(row.key, false);
    else open(row);
  };
  const changeFilter = (text: string) => {
    setOpenInFilter({});
    setFilter(text);
  };

  /** Another reading of the database: what was open stays open, and its columns are asked for again. */
  const take = (fresh: Outline) => {
    const schemas = orderSchemas(fresh.schemas);
    const before = state();
    setState({ schemas, open: before.open, system: {}, fields: {} });
    openAll(before.schemas.length === 0 ? startingWith('') : before.open);
  };
  const openAll = (open: TreeState['open']) => {
    setState((now) => ({ ...now, open }));
    const { schemas, fields, system } = state();
    for (const schema of schemas) {
      if (schema.isSystem && open[schemaKey(schema.name)] && !system[schema.name]) void loadSystem(schema.name);
      for (const { name } of schema.tables) {
        const key = tableKey(schema.name, name);
        if (open[key] && !fields[key]) void loadFields({ schema: schema.name, table: name });
      }
    }
  };
  /** Of the schemas that there are: the first one that holds anything, and that of what is chosen. */
  const anyhow = () => {
    const { schemas } = state();
    const names = [firstToOpen(schemas) ?? '', selected()];
    return [...new Set(names)].filter((name) => schemas.some((schema) => schema.name === name)).map(schemaKey);
  };
  const startingWith = (text: string) => openIn(text) ?? Object.fromEntries(anyhow().map((key) => [key, true]));
  createEffect(on(outline, (fresh) => fresh && take(fresh)));

  const reveal = (schema: string) => {
    if (schema && !state().open[schemaKey(schema)])
      setState((now) => ({ ...now, open: { ...now.open, [schemaKey(schema)]: true } }));
  };
  /** What is open, as an address tells it. */
  const opened = createMemo(() => openText(state().open, anyhow()));
  const setOpened = (text: string) => openAll(startingWith(text));
  return { opened, setOpened, rows, filter, mark, setFilter: changeFilter, problem, toggle, open, reveal };
}

export type SchemaTree = ReturnType<typeof useSchemaTree>;
