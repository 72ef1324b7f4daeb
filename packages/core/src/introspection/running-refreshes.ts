import type { RefreshInput, RefreshProgress, RefreshResult } from '@portolan/contract';
import { AppError } from '../errors.ts';
import type { RefreshWork, ReportProgress, RunningRefreshes } from '../ports/index.ts';
import { publicFailure } from './public-failure.ts';

const IDLE: RefreshProgress = { state: 'idle', tablesRead: 0, tablesTotal: null };

interface Running {
  scope: string;
  result: Promise<RefreshResult>;
  leaving: AbortController;
  /** Callers that still wait for the result. */
  waiting: number;
  progress: RefreshProgress;
  watchers: Set<() => void>;
}

export function createRunningRefreshes(): RunningRefreshes {
  return new RefreshesInMemory();
}

class RefreshesInMemory implements RunningRefreshes {
  readonly #running = new Map<string, Running>();
  readonly #watchers = new Map<string, Set<() => void>>();

  async join(
    { id, includeSchemas, excludeSchemas }: RefreshInput,
    signal: AbortSignal | undefined,
    work: RefreshWork,
  ): Promise<RefreshResult> {
    const scope = JSON.stringify([includeSchemas, excludeSchemas]);
    const found = this.#running.get(id);
    const running = found ?? this.#start(id, scope, work);
    if (running.scope !== scope) {
      throw new AppError('CONFLICT', 'A refresh with other schemas is running; wait for its end');
    }
    running.waiting++;
    const leave = () => {
      if (--running.waiting === 0) running.leaving.abort();
    };
    signal?.addEventListener('abort', leave, { once: true });
    if (signal?.aborted) leave();
    try {
      return await running.result;
    } catch (error) {
      // What the server said is for whoever asked it.
      throw found ? publicFailure(error) : error;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }

  async *watch(id: string, signal: AbortSignal | undefined): AsyncGenerator<RefreshProgress, void> {
    let news = Promise.withResolvers<void>();
    const onNews = () => news.resolve();
    const watchers = this.#watchers.get(id) ?? new Set();
    this.#watchers.set(id, watchers.add(onNews));
    signal?.addEventListener('abort', onNews);
    try {
      let running = this.#running.get(id);
      yield running?.progress ?? IDLE;
      while (!signal?.aborted) {
        await news.promise;
        news = Promise.withResolvers();
        running = this.#running.get(id) ?? running;
        if (!running) continue;
        yield running.progress;
        if (running.progress.state === 'done' || running.progress.state === 'failed') return;
      }
    } finally {
      signal?.removeEventListener('abort', onNews);
      watchers.delete(onNews);
      if (watchers.size === 0) this.#watchers.delete(id);
    }
  }

  #start(id: string, scope: string, work: RefreshWork): Running {
    const leaving = new AbortController();
    const report = (progress: RefreshProgress) => {
      running.progress = progress;
      for (const onNews of this.#watchers.get(id) ?? []) onNews();
    };
    const progress: RefreshProgress = { state: 'connecting', tablesRead: 0, tablesTotal: null };
    const result = Promise.resolve().then(() => this.#run(id, work, leaving.signal, report));
    const running: Running = { scope, result, leaving, waiting: 0, progress, watchers: new Set() };
    this.#running.set(id, running);
    report(progress);
    return running;
  }

  async #run(id: string, work: RefreshWork, signal: AbortSignal, report: ReportProgress): Promise<RefreshResult> {
    let last = IDLE;
    const keep = (progress: RefreshProgress) => {
      last = progress;
      report(progress);
    };
    try {
      const result = await work(signal, keep);
      report({ ...last, state: 'done' });
      return result;
    } catch (error) {
      const told = publicFailure(error);
      const message = told instanceof AppError ? told.message : 'The refresh failed';
      report({ ...last, state: 'failed', message });
      throw error;
    } finally {
      this.#running.delete(id);
    }
  }
}
