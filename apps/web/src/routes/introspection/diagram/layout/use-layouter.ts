import { onCleanup } from 'solid-js';
import { loadPart } from '../../../../lib/load-part.ts';
import type { LayoutInput, LayoutResult } from './layout-input.ts';
import { type RunningLayouter, startLayouter } from './start-layouter.ts';

/** Lays out what it is given, one after the other. */
export type Layouter = (input: LayoutInput) => Promise<LayoutResult>;

/** A layouter that starts with its first graph and ends with the page; a start that failed is tried again. */
export function useLayouter(): Layouter {
  let running: Promise<RunningLayouter> | undefined;
  onCleanup(() => void running?.then(({ close }) => close()).catch(() => undefined));
  return async (input) => {
    running ??= loadPart(startLayouter);
    running.catch(() => (running = undefined));
    return (await running).layout(input);
  };
}
