import type { PortolanError } from './portolan-error.ts';
import { toPortolanError } from './to-portolan-error.ts';

/** Whoever is told to wait longer than this is told so, and decides: seconds. */
const PATIENCE = 30;

interface Retrying {
  /** How often a call is made again. */
  times: number;
  signal: AbortSignal | undefined;
  /** Whether an answer says that nothing was done. */
  isSafe(error: PortolanError): boolean;
}

/** Makes a call again for as long as the server asks for it by `Retry-After`. */
export async function withRetries<T>(call: () => Promise<T>, { times, signal, isSafe }: Retrying): Promise<T> {
  for (let left = times; ; left--) {
    try {
      return await call();
    } catch (cause) {
      const error = toPortolanError(cause, signal);
      const wait = error.retryAfter;
      if (left <= 0 || wait === null || wait > PATIENCE || !isSafe(error)) throw error;
      if (!(await passed(wait * 1000, signal))) throw error;
    }
  }
}

/** Whether the time passed before the caller left. */
function passed(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve(false);
    const leave = () => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', leave);
      resolve(true);
    }, ms);
    signal?.addEventListener('abort', leave, { once: true });
  });
}
