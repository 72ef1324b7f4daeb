import ELK from 'elkjs/lib/elk-api.js';
import workerFile from 'elkjs/lib/elk-worker.min.js?url';
import type { Layouter } from './layout-diagram.ts';

export interface RunningLayouter {
  layout: Layouter;
  close(): void;
}

/** ELK in a worker of its own: it is large, and the page stays responsive. Fails where its file is not to be had. */
export async function startLayouter(): Promise<RunningLayouter> {
  const worker = new Worker(workerFile);
  const elk = new ELK({ workerFactory: () => worker });
  await new Promise<unknown>((resolve, reject) => {
    const { href } = new URL(workerFile, location.href);
    worker.addEventListener('error', () => reject(new Error(`The worker could not be started: ${href}`)));
    elk.knownLayoutAlgorithms().then(resolve, reject);
  });
  return { layout: (graph) => elk.layout(graph), close: () => worker.terminate() };
}
