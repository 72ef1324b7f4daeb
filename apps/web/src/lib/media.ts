import { createSignal } from 'solid-js';

const narrow = globalThis.matchMedia?.('(width < 48rem)');
const [isNarrow, setNarrow] = createSignal(narrow?.matches ?? false);
narrow?.addEventListener('change', (event) => setNarrow(event.matches));

/** Phone-wide: lists replace tables. The same width as the `md` classes. */
export { isNarrow };
