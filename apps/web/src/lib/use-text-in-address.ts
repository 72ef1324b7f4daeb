import { createEffect, on, onCleanup } from 'solid-js';
import { textParam } from './search-params.ts';
import { useSearchState } from './use-search-state.ts';

const PAUSE_MS = 300;

/**
 * A text that stands in the address under `name` after a pause in changing it, and comes back from there: when the page
 * opens, and when somebody goes back. `max` is how much of it is read.
 */
export function useTextInAddress(
  name: string,
  max: number,
  value: () => string,
  setValue: (text: string) => void,
): void {
  const [state, patch] = useSearchState({ [name]: textParam(max) });
  const addressed = () => state()[name] ?? '';
  let written = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  createEffect(
    on(addressed, (text) => {
      // What was changed since it was written here must not be taken back.
      if (text !== written) setValue(text);
      written = text;
    }),
  );
  const write = () => {
    const text = value();
    if (text === addressed()) return;
    written = text;
    patch({ [name]: text }, { replace: true });
  };
  createEffect(
    on(
      value,
      () => {
        clearTimeout(timer);
        timer = setTimeout(write, PAUSE_MS);
      },
      { defer: true },
    ),
  );
}
