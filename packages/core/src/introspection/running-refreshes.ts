import type { RefreshProgress, RefreshResult } from '@portolan/contract';
import type { SystemDatabase } from '@portolan/db';
import { AppError } from '../errors.ts';
import type { Logger, RefreshCall, RefreshWork, RunningRefreshes } from '../ports/index.ts';
import { followRefresh, otherSchemas } from './follow-refresh.ts';
import { publicFailure } from './public-failure.ts';
import { errorOf } from './refresh-outcome.ts';
import { RefreshRun } from './refresh-run.ts';
import { type RefreshPlace, RefreshStore } from './refresh-store.ts';
import { watchRun } from './watch-run.ts';

const CONNECTING: RefreshProgress = { state: 'connecting', tablesRead: 0, tablesTotal: null };

/** A refresh that callers in this process wait for, whoever reads. */
interface Wanted {
  scope: string;
  result: Promise<RefreshResult>;
  /** Callers here that still wait for the result. */
  waiting: number;
  /** Told when the last of them has left. */
  onLeft: () => void;
  /** It was ended for want of callers. */
  isDeserted: boolean;
  /** Where this process is the one that reads. */
  run: RefreshRun | null;
}

export function createRunningRefreshes(services: { db: SystemDatabase; log: Logger }): RunningRefreshes {
  return new SharedRefreshes(services);
}

class SharedRefreshes implements RunningRefreshes {
  readonly #log: Logger;
  readonly #store: RefreshStore;
  readonly #wanted = new Map<string, Wanted>();
  /** Who watches a connection in this process: they need not wait for word from the database of what is read here. */
  readonly #watchers = new Map<string, Set<() => void>>();

  constructor({ db, log }: { db: SystemDatabase; log: Logger }) {
    this.#log = log;
    this.#store = new RefreshStore(db);
  }

  async join({ tenantId, input, signal }: RefreshCall, work: RefreshWork): Promise<RefreshResult> {
    const { id, includeSchemas, excludeSchemas } = input;
    const scope = JSON.stringify([includeSchemas, excludeSchemas]);
    for (;;) {
      const found = this.#wanted.get(id);
      const wanted = found ?? this.#want({ tenantId, id }, scope, work);
      if (wanted.scope !== scope) throw otherSchemas();
      wanted.waiting++;
      const leave = () => {
        if (--wanted.waiting === 0) wanted.onLeft();
      };
      signal?.addEventListener('abort', leave, { once: true });
      if (signal?.aborted) leave();
      try {
        return await wanted.result;
      } catch (error) {
        // It was ended for want of callers just before this one came.
        if (wanted.isDeserted && !signal?.aborted) continue;
        // What the server said is for whoever asked it.
        throw found ? publicFailure(error) : error;
      } finally {
        signal?.removeEventListener('abort', leave);
      }
    }
  }

  watch(place: RefreshPlace, signal: AbortSignal | undefined): AsyncGenerator<RefreshProgress, void> {
    return watchRun({
      signal,
      look: () => this.#look(place),
      hear: (onNews) => {
        const unwatch = this.#watchHere(place.id, onNews);
        const unhear = this.#store.hear(place, onNews);
        return () => {
          unwatch();
          unhear();
        };
      },
    });
  }

  async #look(place: RefreshPlace) {
    return this.#wanted.get(place.id)?.run?.known ?? this.#store.look(place);
  }

  #want(place: RefreshPlace, scope: string, work: RefreshWork): Wanted {
    const result = Promise.resolve().then(() => this.#attain(place, wanted, work));
    const wanted: Wanted = { scope, result, waiting: 0, onLeft: () => {}, isDeserted: false, run: null };
    this.#wanted.set(place.id, wanted);
    const forget = () => {
      this.#wanted.delete(place.id);
      this.#tellWatchers(place.id);
    };
    result.then(forget, forget);
    return wanted;
  }

  /** Reads, or waits for the process that does; where that one is gone, reads. */
  async #attain(place: RefreshPlace, wanted: Wanted, work: RefreshWork): Promise<RefreshResult> {
    for (;;) {
      const run = { runId: crypto.randomUUID(), scope: wanted.scope, progress: CONNECTING };
      if (await this.#store.claim(place, run)) return this.#read(place, { wanted, run }, work);
      const outcome = await followRefresh({ store: this.#store, place, wanted });
      if (outcome && 'result' in outcome) return outcome.result;
      if (outcome && 'failure' in outcome) throw errorOf(outcome.failure);
      if (wanted.waiting === 0) {
        wanted.isDeserted = true;
        throw new AppError('CANCELLED', 'Nobody waits for the refresh any more');
      }
    }
  }

  #read(
    place: RefreshPlace,
    { wanted, run }: { wanted: Wanted; run: { runId: string; scope: string; progress: RefreshProgress } },
    work: RefreshWork,
  ): Promise<RefreshResult> {
    const made = new RefreshRun({
      place,
      run,
      store: this.#store,
      log: this.#log,
      isWanted: () => wanted.waiting > 0,
      onDeserted: () => {
        wanted.isDeserted = true;
      },
      onReport: () => this.#tellWatchers(place.id),
    });
    wanted.run = made;
    wanted.onLeft = () => made.mayBeDeserted();
    return made.read(work);
  }

  #watchHere(id: string, onNews: () => void): () => void {
    const watchers = this.#watchers.get(id) ?? new Set();
    this.#watchers.set(id, watchers.add(onNews));
    return () => {
      watchers.delete(onNews);
      if (watchers.size === 0) this.#watchers.delete(id);
    };
  }

  #tellWatchers(id: string): void {
    for (const onNews of this.#watchers.get(id) ?? []) onNews();
  }
}
