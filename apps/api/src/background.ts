import type { Logger } from '@portolan/core';

const PATIENCE_MS = 2_000;

export interface Background {
  run(work: Promise<void>, whenItFails: string): void;
  /** Waits for what is under way, two seconds at most. */
  settle(): Promise<void>;
}

/** Work beside the requests: what it uses must not be taken from under it when the process ends. */
export function createBackground(log: Logger): Background {
  const underWay = new Set<Promise<void>>();
  return {
    run(work, whenItFails) {
      const done = work.catch((err: unknown) => log.error({ err }, whenItFails)).then(() => void underWay.delete(done));
      underWay.add(done);
    },
    async settle() {
      const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
      await Promise.race([Promise.all(underWay), patience]);
    },
  };
}
