import { createSignal } from 'solid-js';

const [isOnline, setOnline] = createSignal(navigator.onLine);
for (const sign of ['online', 'offline'] as const) addEventListener(sign, () => setOnline(navigator.onLine));

/** Whether the browser has any network. */
export { isOnline };
