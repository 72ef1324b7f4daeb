import { type Asking, askAgain, scopesOfRight } from './auth/ask-again.ts';
import type { Context } from './context.ts';
import { AppError } from './errors.ts';

/** What is not told by anybody, such as a token that runs out, is seen by then. */
const EVERY_MS = 10_000;

/**
 * Does what takes long for as long as its caller may have it done: `signal` fires, and the call is refused, once they may
 * not, whichever process took it from them.
 */
export async function whileAllowed<T>(ctx: Context & Asking, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  const refused = Promise.withResolvers<never>();
  const ask = async () => {
    try {
      await askAgain(ctx);
    } catch (error) {
      // A database that is away for a moment takes no right from anybody.
      if (!(error instanceof AppError)) return;
      refused.reject(error);
      ending.abort();
    }
  };
  const timer = setInterval(() => void ask(), EVERY_MS);
  const unwatch = ctx.services.db.watch(scopesOfRight(ctx.principal), () => void ask());
  const { signal } = ctx.request;
  const working = work(signal ? AbortSignal.any([signal, ending.signal]) : ending.signal);
  // Whichever comes second has nobody to tell.
  working.catch(() => {});
  refused.promise.catch(() => {});
  try {
    return await Promise.race([working, refused.promise]);
  } finally {
    clearInterval(timer);
    unwatch();
  }
}
