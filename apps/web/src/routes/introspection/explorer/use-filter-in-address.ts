import { createEffect, on, onCleanup } from 'solid-js';
import { textParam } from '../../../lib/search-params.ts';
import { useSearchState } from '../../../lib/use-search-state.ts';

const PAUSE_MS = 300;

/** The filter of the tree stands in the address after a pause in typing, and comes back from there. */
export function useFilterInAddress(filter: () => string, setFilter: (text: string) => void): void {
  const [state, patch] = useSearchState({ filter: textParam(200) });
  let written = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  createEffect(
    on(
      () => state().filter,
      (text) => {
        // What was typed since it was written here must not be taken back.
        if (text !== written) setFilter(text);
        written = text;
      },
    ),
  );
  const write = () => {
    const text = filter().trim();
    if (text === state().filter) return;
    written = text;
    patch({ filter: text }, { replace: true });
  };
  createEffect(
    on(
      filter,
      () => {
        clearTimeout(timer);
        timer = setTimeout(write, PAUSE_MS);
      },
      { defer: true },
    ),
  );
}
