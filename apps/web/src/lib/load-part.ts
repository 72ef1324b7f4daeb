import { createSignal } from 'solid-js';
import { explainLoadFailure } from './explain-load-failure.ts';

const RETRY_MS = 400;
const [loading, setLoading] = createSignal(0);
const [isReplaced, setReplaced] = createSignal(false);

/** How many parts of the page are on their way. */
/** A part was missing because the server has a newer build by now. */
export { isReplaced, loading };

/** Fetches a part of the page, twice if need be; throws a `LoadFailure` that says why it is not there. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  // Outside of the transition that asks for the part: it would hide the news until it has ended.
  queueMicrotask(() => setLoading((count) => count + 1));
  try {
    return await load().catch(async () => {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      return load();
    });
  } catch (error) {
    const failure = await explainLoadFailure(error);
    if (failure.isReplaced) setReplaced(true);
    throw failure;
  } finally {
    setLoading((count) => count - 1);
  }
}
