import workerFile from './layout.worker.ts?worker&url';
import type { LayoutInput, LayoutResult } from './layout-input.ts';
import type { LayoutAnswer, LayoutRequest } from './layout-messages.ts';

export interface RunningLayouter {
  layout(input: LayoutInput): Promise<LayoutResult>;
  close(): void;
}

/** The layouter in a worker: it is large, and the page stays responsive. Fails where a file of it is not to be had. */
export async function startLayouter(): Promise<RunningLayouter> {
  const worker = new Worker(workerFile, { type: 'module' });
  const asked = new Map<number, PromiseWithResolvers<LayoutResult>>();
  const started = Promise.withResolvers<void>();
  const missing = (file: string) => started.reject(new Error(`The layouter could not be started: ${file}`));
  worker.addEventListener('error', () => missing(new URL(workerFile, location.href).href));
  worker.addEventListener('message', ({ data }: MessageEvent<LayoutAnswer>) => {
    if (data.kind === 'ready') started.resolve();
    else if (data.kind === 'missing') missing(data.file);
    else if (data.kind === 'laid') asked.get(data.id)?.resolve(data.layout);
    else asked.get(data.id)?.reject(new Error('The tables could not be laid out'));
  });
  await started.promise.catch((error: unknown) => {
    worker.terminate();
    throw error;
  });
  let last = 0;
  return {
    layout(input) {
      const answer = Promise.withResolvers<LayoutResult>();
      last += 1;
      asked.set(last, answer);
      worker.postMessage({ id: last, input } satisfies LayoutRequest);
      return answer.promise;
    },
    close: () => worker.terminate(),
  };
}
