import { onCleanup } from 'solid-js';
import { loadPart } from '../../../../lib/load-part.ts';
import type { Layouter } from './layout-diagram.ts';
import { type RunningLayouter, startLayouter } from './start-layouter.ts';

/** A layouter that starts with its first graph and ends with the page; a start that failed is tried again. */
export function useLayouter(): Layouter {
  let running: Promise<RunningLayouter> | undefined;
  onCleanup(() => void running?.then(({ close }) => close()).catch(() => undefined));
  return async (graph) => {
    running ??= loadPart(startLayouter);
    running.catch(() => (running = undefined));
    return (await running).layout(graph);
  };
}
