import cluster, { type Worker } from 'node:cluster';
import type { MetricObject } from 'prom-client';
import type { Order, Word } from './messages.ts';

/** A process that does not answer by then is left out. */
const PATIENCE_MS = 2_000;

/** In the first process: whichever of the others wants what all of them have measured is told. */
export function gatherMeasures(): void {
  let count = 0;
  const gathering = new Map<number, (worker: Worker, measures: MetricObject[]) => void>();
  cluster.on('message', (worker: Worker, word: Word) => {
    if (word.type === 'measured') gathering.get(word.id)?.(worker, word.measures);
    if (word.type === 'wanted') void gather(worker, word.id);
  });

  const gather = async (asker: Worker, askedAs: number): Promise<void> => {
    const id = count++;
    const missing = new Set(Object.values(cluster.workers ?? {}).filter((worker) => worker?.isConnected()));
    const measures: MetricObject[][] = [];
    const all = Promise.withResolvers<void>();
    const timer = setTimeout(all.resolve, PATIENCE_MS);
    gathering.set(id, (worker, measured) => {
      if (missing.delete(worker)) measures.push(measured);
      if (missing.size === 0) all.resolve();
    });
    for (const worker of missing) worker?.send({ type: 'measure', id } satisfies Order, () => {});
    await all.promise;
    clearTimeout(timer);
    gathering.delete(id);
    if (asker.isConnected()) asker.send({ type: 'measures', id: askedAs, measures } satisfies Order, () => {});
  };
}
