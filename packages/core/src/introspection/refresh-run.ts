import type { RefreshProgress, RefreshResult } from '@portolan/contract';
import { AppError } from '../errors.ts';
import type { Logger, RefreshWork } from '../ports/index.ts';
import { LatestWrite } from './latest-write.ts';
import { publicFailure } from './public-failure.ts';
import { failureOf, type RefreshOutcome } from './refresh-outcome.ts';
import type { KnownRefresh, RefreshPlace, RefreshStore } from './refresh-store.ts';

/** How often the others are told that this process is still there. */
const BEAT_MS = 2_000;
/** How often they are told how far it is; a change of state at once. */
const TELL_MS = 250;

interface RunParts {
  place: RefreshPlace;
  run: Pick<KnownRefresh, 'runId' | 'scope' | 'progress'>;
  store: RefreshStore;
  log: Logger;
  /** Whether somebody in this process waits for it. */
  isWanted(): boolean;
  onDeserted(): void;
  onReport(): void;
}

/** A reading in this process, told to the others as it goes on; it ends when nobody waits for it in any of them. */
export class RefreshRun {
  readonly #parts: RunParts;
  readonly #ending = new AbortController();
  readonly #telling: LatestWrite<RefreshProgress>;
  known: KnownRefresh;

  constructor(parts: RunParts) {
    const { place, run, store } = parts;
    this.#parts = parts;
    this.known = { ...run, outcome: null, silentFor: 0 };
    this.#telling = new LatestWrite((progress) => store.progress(place, run.runId, progress), TELL_MS);
  }

  async read(work: RefreshWork): Promise<RefreshResult> {
    const { place, store, onReport } = this.#parts;
    const beating = setInterval(() => this.#beat(), BEAT_MS);
    const unhear = store.hear(place, () => this.mayBeDeserted());
    onReport();
    try {
      const result = await work(this.#ending.signal, (progress) => this.#report(progress));
      await this.#end({ ...this.known.progress, state: 'done' }, { result });
      return result;
    } catch (error) {
      const told = publicFailure(error);
      const message = told instanceof AppError ? told.message : 'The refresh failed';
      // Whoever waits in another process reads by themselves where this one stops.
      const isLeft = this.#ending.signal.aborted || (told instanceof AppError && told.code === 'CANCELLED');
      const outcome = isLeft ? ({ left: true } as const) : failureOf(error);
      await this.#end({ ...this.known.progress, state: 'failed', message }, outcome);
      throw error;
    } finally {
      clearInterval(beating);
      unhear();
    }
  }

  /** Ends it, unless somebody waits: here, or in another process. */
  mayBeDeserted(): void {
    const { place, store, isWanted, onDeserted } = this.#parts;
    if (isWanted() || this.#ending.signal.aborted) return;
    const end = (isAttended: boolean) => {
      if (isAttended || isWanted()) return;
      onDeserted();
      this.#ending.abort();
    };
    // Who cannot be asked for now is asked for with the next beat.
    store.isAttended(place, this.known.runId).then(end, () => {});
  }

  #report(progress: RefreshProgress): void {
    this.known = { ...this.known, progress };
    this.#telling.put(progress);
    this.#parts.onReport();
  }

  #beat(): void {
    const { place, store } = this.#parts;
    store.beat(place, this.known.runId).catch(() => {});
    this.mayBeDeserted();
  }

  async #end(progress: RefreshProgress, outcome: RefreshOutcome): Promise<void> {
    const { place, store, log, onReport } = this.#parts;
    this.#telling.end();
    await store.end(place, this.known.runId, { progress, outcome }).catch((err: unknown) => {
      log.warn({ err }, 'other processes could not be told of the end of a refresh');
    });
    this.known = { ...this.known, progress, outcome };
    onReport();
  }
}
