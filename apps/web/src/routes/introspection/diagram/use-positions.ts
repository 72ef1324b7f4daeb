import { DIAGRAM_FORMS, type DiagramForm, type DiagramLayout, MOVED_MAX } from '@portolan/contract';
import { useQueryClient } from '@tanstack/solid-query';
import { createMemo, createSignal, onCleanup } from 'solid-js';
import { api } from '../../../lib/client.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { showFailure } from '../../../lib/show-failure.ts';
import { introspectionQueries } from '../queries.ts';
import { tableId } from './graph/diagram-graph.ts';
import type { Point } from './layout/geometry.ts';
import { t } from './texts.ts';

/** After the last move, so that a table that is pushed on is kept once. */
const SAVE_MS = 600;
const NOTHING: DiagramLayout = { all: [], keys: [], map: [] };

type Moved = Record<DiagramForm, Record<string, Point>>;

/** Where a person has put tables of a connection: at once on the page, and soon after on the server. */
export function usePositions(connectionId: string) {
  const client = useQueryClient();
  const query = introspectionQueries.layout(connectionId);
  const stored = useLiveQuery(() => query);
  const [own, setOwn] = createSignal<DiagramLayout>();
  const layout = () => own() ?? stored.data ?? NOTHING;
  const waiting = new Set<DiagramForm>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const save = () => {
    clearTimeout(timer);
    const now = layout();
    for (const form of waiting) void saveForm(form, now);
    waiting.clear();
  };
  const saveForm = async (form: DiagramForm, now: DiagramLayout) => {
    client.setQueryData(query.queryKey, now);
    try {
      await api.introspection.setLayout.mutate({ id: connectionId, form, tables: now[form] });
    } catch (error) {
      showFailure(t().notKept, error, () => saveForm(form, layout()));
    }
  };
  onCleanup(save);

  const put = (form: DiagramForm, table: { schema: string; name: string }, { x, y }: Point) => {
    const others = layout()[form].filter((one) => one.schema !== table.schema || one.table !== table.name);
    const placed = { schema: table.schema, table: table.name, x: round(x), y: round(y) };
    setOwn({ ...layout(), [form]: [...others, placed].slice(-MOVED_MAX) });
    waiting.add(form);
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_MS);
  };
  const reset = async () => {
    clearTimeout(timer);
    waiting.clear();
    const before = layout();
    setOwn(NOTHING);
    client.setQueryData(query.queryKey, NOTHING);
    try {
      await api.introspection.resetLayout.mutate({ id: connectionId });
    } catch (error) {
      setOwn(before);
      showFailure(t().notReset, error, reset);
    }
  };
  const moved = createMemo<Moved>(() => {
    const forms = DIAGRAM_FORMS.map((form) => [form, byId(layout()[form])]);
    return Object.fromEntries(forms) as Moved;
  });
  return { moved, put, reset, isKnown: () => stored.data !== undefined || stored.isError };
}

const byId = (tables: DiagramLayout['all']): Record<string, Point> =>
  Object.fromEntries(tables.map(({ schema, table, x, y }) => [tableId(schema, table), { x, y }]));

const round = (value: number) => Math.round(value * 10) / 10;
