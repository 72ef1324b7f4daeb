const AFTER_MS = 200;
const AT_LATEST_MS = 500;

/** Calls a moment after what is on the page now, once the browser has nothing else to do: for what may come after it. */
export function whenIdle(call: () => void): void {
  setTimeout(() => {
    // Not every browser says when that is.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(call, { timeout: AT_LATEST_MS });
    else call();
  }, AFTER_MS);
}
