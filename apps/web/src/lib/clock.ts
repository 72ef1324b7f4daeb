import { createSignal } from 'solid-js';

const TICK_MS = 30_000;
const [now, setNow] = createSignal(Date.now());
setInterval(() => setNow(Date.now()), TICK_MS);

/** The time, half a minute exact: one timer for every relative time on the page. */
export { now };
