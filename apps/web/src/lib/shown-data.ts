import { createSignal } from 'solid-js';

/** What the page shows of what it has read. */
export interface ShownData {
  /** When the oldest part of it was read, in milliseconds; null where nothing was. */
  oldest(): number | null;
  /** Calls when that may have changed. Answers how to end it. */
  subscribe(listener: () => void): () => void;
}

const [shownData, setShownData] = createSignal<ShownData | null>(null);

export { setShownData, shownData };
