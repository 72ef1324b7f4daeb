import type { TablePage } from '@portolan/contract';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal } from 'solid-js';
import { type Failure, toFailure } from '../../lib/app-error.ts';
import { introspectionQueries } from './queries.ts';
import { orderSchemas, schemaKey, TABLES_PER_PAGE, type TreeRow, type TreeState, tableKey } from './tree-model.ts';

interface TreeFailure {
  failure: Failure;
  retry(): void;
}

const EMPTY: TreeState = { schemas: [], open: {}, tables: {}, fields: {} };

/** What the tree knows of a database, loaded piece by piece as it is opened and scrolled. */
export function useSchemaTree(connectionId: string, includeViews: () => boolean) {
  const queries = useQueryClient();
  // A plain value, not a store: thousands of rows are built from it, which a store would track one by one.
  const [state, setState] = createSignal<TreeState>(EMPTY);
  const setOpen = (key: string, open: boolean) => setState((now) => ({ ...now, open: { ...now.open, [key]: open } }));
  const [status, setStatus] = createSignal<'loading' | 'ready' | 'failed'>('loading');
  const [problem, setProblem] = createSignal<TreeFailure | null>(null);
  const underway = new Set<string>();

  /** One request a piece at a time; a failure leaves the piece unloaded and offers to try again. */
  const attempt = async (piece: string, work: () => Promise<void>): Promise<boolean> => {
    if (underway.has(piece)) return false;
    underway.add(piece);
    try {
      await work();
      underway.delete(piece);
      return true;
    } catch (error) {
      // The piece stays marked, so that scrolling does not ask again and again: only the user does.
      setProblem({ failure: toFailure(error), retry: () => void retry(piece, work) });
      return false;
    }
  };
  const retry = (piece: string, work: () => Promise<void>) => {
    setProblem(null);
    underway.clear();
    return attempt(piece, work);
  };

  const loadTables = (schema: string, page: number) =>
    attempt(`${schema}\n${page}`, async () => {
      const input = { id: connectionId, schema, includeViews: includeViews(), page, pageSize: TABLES_PER_PAGE };
      const answer: TablePage = await queries.fetchQuery(introspectionQueries.tables(input));
      if (input.includeViews !== includeViews()) return;
      setState((now) => {
        const pages = { ...now.tables[schema]?.pages, [page]: answer.items };
        return { ...now, tables: { ...now.tables, [schema]: { total: answer.total, pages } } };
      });
    });
  const loadFields = (schema: string, table: string) =>
    attempt(tableKey(schema, table), async () => {
      const answer = await queries.fetchQuery(introspectionQueries.fields({ id: connectionId, schema, table }));
      setState((now) => ({ ...now, fields: { ...now.fields, [tableKey(schema, table)]: answer.items } }));
    });

  const open = (row: TreeRow) => {
    setOpen(row.key, true);
    if (row.kind === 'schema' && !state().tables[row.schema.name]) void loadTables(row.schema.name, 1);
    if (row.kind === 'table' && !state().fields[row.key]) void loadFields(row.table.schema, row.table.name);
  };
  const toggle = (row: TreeRow) => {
    if (row.kind !== 'schema' && row.kind !== 'table') return;
    if (row.open) setOpen(row.key, false);
    else open(row);
  };

  const loadSchemas = async () => {
    setStatus('loading');
    setProblem(null);
    underway.clear();
    const loaded = await attempt('schemas', async () => {
      const answer = await queries.fetchQuery(introspectionQueries.schemas(connectionId));
      setState((now) => ({ ...now, schemas: orderSchemas(answer.items) }));
    });
    setStatus(loaded ? 'ready' : 'failed');
    const first = state().schemas[0];
    if (loaded && first && !first.isSystem) {
      setOpen(schemaKey(first.name), true);
      await loadTables(first.name, 1);
    }
  };
  /** Forgets the tables, which the views toggle changes, and loads the opened schemas anew. */
  const reloadTables = () => {
    underway.clear();
    const { schemas, open: opened } = setState((now) => ({ ...now, tables: {} }));
    for (const { name } of schemas) if (opened[schemaKey(name)]) void loadTables(name, 1);
  };
  /** Asks the database again, past every cache. */
  const refresh = async () => {
    queries.removeQueries({ queryKey: introspectionQueries.of(connectionId) });
    setState(EMPTY);
    await loadSchemas();
  };

  void loadSchemas();
  return { state, status, problem, toggle, open, loadTables, loadSchemas, reloadTables, refresh };
}

export type SchemaTree = ReturnType<typeof useSchemaTree>;
