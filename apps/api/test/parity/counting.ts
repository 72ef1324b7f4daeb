import type { AttemptLimiter } from '@portolan/core';

/** A limiter that lets everybody on, and knows what it was asked to count. */
export function counting(limiter: AttemptLimiter): { attempts: AttemptLimiter; counted(): Set<string> } {
  let kinds = new Set<string>();
  const told = Object.entries(limiter).map(([kind, one]) => {
    if (typeof one === 'function') return [kind, async (invalid: string) => void kinds.add(invalid)];
    return [kind, { ...one, consume: async () => void kinds.add(kind) }];
  });
  return {
    attempts: Object.fromEntries(told),
    counted() {
      const since = kinds;
      kinds = new Set();
      return since;
    },
  };
}
