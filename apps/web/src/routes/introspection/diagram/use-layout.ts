import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';
import type { DiagramGraph } from './diagram-graph.ts';
import type { LayoutInput, LayoutResult } from './layout-diagram.ts';

/** A picture with the places of everything in it. */
export interface Drawing {
  graph: DiagramGraph;
  layout: LayoutResult;
}

/** Lays a graph out beside the page, which stays responsive; another graph gives up the one before it. */
export function useLayout(graph: Accessor<DiagramGraph | undefined>): {
  drawing: Accessor<Drawing | undefined>;
  failed: Accessor<boolean>;
} {
  const [drawing, setDrawing] = createSignal<Drawing>();
  const [failed, setFailed] = createSignal(false);
  createEffect(() => {
    const wanted = graph();
    setDrawing(undefined);
    setFailed(false);
    if (!wanted) return;
    const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<LayoutResult>) => {
      setDrawing({ graph: wanted, layout: data });
      worker.terminate();
    });
    worker.addEventListener('error', () => setFailed(true));
    const nodes = wanted.tables.map(({ id, width, height }) => ({ id, width, height }));
    const edges = wanted.relations.map(({ id, from, to }) => ({ id, from, to }));
    worker.postMessage({ nodes, edges } satisfies LayoutInput);
    onCleanup(() => worker.terminate());
  });
  return { drawing, failed };
}
