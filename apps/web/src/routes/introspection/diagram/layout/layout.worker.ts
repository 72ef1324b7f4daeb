import ELK from 'elkjs/lib/elk-api.js';
import elkFile from 'elkjs/lib/elk-worker.min.js?url';
import { layoutDiagram } from './layout-diagram.ts';
import type { LayoutAnswer, LayoutRequest } from './layout-messages.ts';

const say = (answer: LayoutAnswer) => self.postMessage(answer);

// ELK brings a worker of its own, and nothing that a worker could use otherwise.
const worker = new Worker(elkFile);
const elk = new ELK({ workerFactory: () => worker });
worker.addEventListener('error', () => say({ kind: 'missing', file: new URL(elkFile, self.location.href).href }));
void elk.knownLayoutAlgorithms().then(() => say({ kind: 'ready' }));

self.addEventListener('message', ({ data: { id, input } }: MessageEvent<LayoutRequest>) => {
  layoutDiagram(input, (graph) => elk.layout(graph)).then(
    (layout) => say({ kind: 'laid', id, layout }),
    () => say({ kind: 'failed', id }),
  );
});
