import type { MetricObject } from 'prom-client';
import type { Metrics } from '../metrics/metrics.ts';
import type { Order, Word } from './messages.ts';

/** What the first process needs at most to ask all others. */
const PATIENCE_MS = 4_000;

/** Tells what all processes have measured together, whichever of them is asked; and what this one has, when it is. */
export function commonMetrics(own: Metrics): Metrics {
  const asked = new Map<number, (measures: MetricObject[][]) => void>();
  let count = 0;
  process.on('message', (order: Order) => {
    if (order.type === 'measures') asked.get(order.id)?.(order.measures);
    if (order.type !== 'measure') return;
    own.measures().then(
      (measures) => say({ type: 'measured', id: order.id, measures }),
      // It is left out.
      () => {},
    );
  });
  const everybody = async (): Promise<MetricObject[][] | null> => {
    const id = count++;
    const answered = Promise.withResolvers<MetricObject[][] | null>();
    const timer = setTimeout(() => answered.resolve(null), PATIENCE_MS);
    asked.set(id, answered.resolve);
    say({ type: 'wanted', id });
    const measures = await answered.promise;
    clearTimeout(timer);
    asked.delete(id);
    return measures;
  };
  return {
    ...own,
    async text() {
      const measures = await everybody();
      if (measures === null) return own.text();
      const { AggregatorRegistry } = await import('prom-client');
      const registry = AggregatorRegistry.aggregate(measures);
      return { body: await registry.metrics(), type: registry.contentType };
    },
  };
}

/** The first process may be gone: then nobody answers. */
function say(word: Word): void {
  if (process.connected) process.send?.(word, undefined, undefined, () => {});
}
