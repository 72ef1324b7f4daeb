import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger } from '@portolan/core';

const current = new AsyncLocalStorage<RequestWork>();

/**
 * All that one request does, beyond its answer too. Its connections end with the last of it, and until then the platform
 * keeps the request going, though whoever asked may have left: nothing is cut in the middle, and nobody waits for ever on
 * something that another request has begun.
 */
export class RequestWork {
  #left = 1;
  readonly #over = Promise.withResolvers<void>();

  /** Resolves once nothing is at work any more. */
  get over(): Promise<void> {
    return this.#over.promise;
  }

  run<T>(work: () => T): T {
    return current.run(this, work);
  }

  begin(): void {
    this.#left++;
  }

  end(): void {
    if (--this.#left === 0) this.#over.resolve();
  }
}

/** Work that the answer of the request at hand does not wait for. */
export function createBackground(log: Logger): (work: Promise<void>, whenItFails: string) => void {
  return (work, whenItFails) => {
    const request = current.getStore();
    request?.begin();
    void work.catch((err: unknown) => log.error({ err }, whenItFails)).finally(() => request?.end());
  };
}
