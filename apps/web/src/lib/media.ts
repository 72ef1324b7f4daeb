import { type Accessor, createSignal } from 'solid-js';

function matches(media: string): Accessor<boolean> {
  const query = globalThis.matchMedia?.(media);
  const [isMatching, setMatching] = createSignal(query?.matches ?? false);
  query?.addEventListener('change', (event) => setMatching(event.matches));
  return isMatching;
}

/** Too narrow for a table beside the sidebar: lists replace tables. The same width as the `lg` classes. */
export const isNarrow = matches('(width < 64rem)');

/** Room for a table with all of its columns beside the sidebar. The same width as the `xl` classes. */
export const isWide = matches('(width >= 80rem)');

/** Room for the usual ones of the longest list at their ease. */
export const isWidest = matches('(width >= 98rem)');
