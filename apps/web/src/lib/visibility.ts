import { createSignal } from 'solid-js';

const read = () => globalThis.document?.visibilityState !== 'hidden';
const [isVisible, setVisible] = createSignal(read());
globalThis.document?.addEventListener('visibilitychange', () => setVisible(read()));

/** Whether anybody can see the page now. */
export { isVisible as isPageVisible };
