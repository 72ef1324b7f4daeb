/** Terminal, shell and npm may each pass the same signal on; only one that comes later means "now". */
const REPEAT_MS = 1_500;

/**
 * Stops once: on a signal, or when the process that started this one is gone. A later signal does not wait, and nobody
 * waits for longer than `atMostMs`: whatever still hangs on a connection by then has lost its caller.
 */
export function onStop(stop: () => Promise<void>, signals: readonly NodeJS.Signals[], atMostMs: number): () => void {
  let since = 0;
  const begin = () => {
    if (since > 0) {
      if (Date.now() - since > REPEAT_MS) process.exit(1);
      return;
    }
    since = Date.now();
    setTimeout(() => process.exit(1), atMostMs).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of signals) process.on(signal, begin);
  process.once('disconnect', begin);
  return begin;
}
