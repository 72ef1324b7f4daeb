import { createSignal } from 'solid-js';

const narrow = globalThis.matchMedia?.('(width < 64rem)');
const [isNarrow, setNarrow] = createSignal(narrow?.matches ?? false);
narrow?.addEventListener('change', (event) => setNarrow(event.matches));

/** Too narrow for a table beside the sidebar: lists replace tables. The same width as the `lg` classes. */
export { isNarrow };
