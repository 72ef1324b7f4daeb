import { createEffect, on, onCleanup } from 'solid-js';
import { textParam } from '../../../lib/search-params.ts';
import { useSearchState } from '../../../lib/use-search-state.ts';

const PAUSE_MS = 300;
const params = { open: textParam(4_000) };

/** What of the tree is open stands in the address after a while, and comes back from there. */
export function useOpenInAddress() {
  const [state, patch] = useSearchState(params);
  let written = state().open;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  return {
    /** As the address says it now. */
    text: () => state().open,
    /** Follows what is open, and what the address says when somebody goes back in it. */
    follow(open: () => string, setOpen: (text: string) => void) {
      createEffect(
        on(
          () => state().open,
          (text) => {
            if (text !== written) setOpen(text);
            written = text;
          },
        ),
      );
      const write = () => {
        const text = open();
        if (text === state().open) return;
        written = text;
        patch({ open: text }, { replace: true });
      };
      createEffect(
        on(open, () => {
          clearTimeout(timer);
          timer = setTimeout(write, PAUSE_MS);
        }),
      );
    },
  };
}
