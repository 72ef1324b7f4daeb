import cluster, { type Worker } from 'node:cluster';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { gatherMeasures } from './gather-measures.ts';
import type { Order } from './messages.ts';
import { pauseBefore } from './pause-before.ts';

/** What a process needs at most to stop; then it is ended. */
const STOP_MS = 5_500;
/** What one that was replaced has for those that still hold a connection. */
const RETIRE_MS = 75_000;

/** The place of one process that serves. */
interface Place {
  worker: Worker | null;
  /** Ends in a row, each soon after its start. */
  failures: number;
  /** What is being done about it: one thing at a time, so that nobody fills it twice. */
  turn: Promise<void>;
}

/** The processes that serve: each that ends is replaced. */
export class Members {
  readonly #places: Place[];
  readonly #log: Logger;
  /** Those whose end is no news. */
  readonly #dismissed = new WeakSet<Worker>();
  #isStopping = false;
  #restarting: Promise<void> | null = null;
  #restartAgain = false;

  constructor({ count, log }: { count: number; log: Logger }) {
    this.#places = Array.from({ length: count }, () => ({ worker: null, failures: 0, turn: Promise.resolve() }));
    this.#log = log;
    gatherMeasures();
  }

  /** Answers the port. Throws where one of them cannot serve: then none of them stays. */
  async start(): Promise<number> {
    const [first, ...others] = this.#places;
    if (!first) throw new Error('no process is to serve');
    // Whatever hinders it is said once.
    const port = await this.#fill(first);
    await Promise.all(others.map((place) => this.#fill(place)));
    return port;
  }

  /** Replaces all of them one after the other, each once its successor serves. */
  restart(): void {
    this.#restartAgain = this.#restarting !== null;
    this.#restarting ??= this.#replaceAll().finally(() => {
      this.#restarting = null;
      if (this.#restartAgain && !this.#isStopping) this.restart();
    });
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    await Promise.all(workers.map((worker) => this.#dismiss(worker, { type: 'stop' }, STOP_MS)));
  }

  async #replaceAll(): Promise<void> {
    this.#log.info({}, 'the processes are replaced');
    try {
      for (const place of this.#places) await this.#inTurn(place, () => this.#succeed(place));
    } catch (err) {
      this.#log.error({ err }, 'no process could take the place of another; those that serve go on');
      return;
    }
    if (this.#isStopping) return;
    this.#log.info({}, 'the processes were replaced');
  }

  /** Has another in a place, and lets the one that was there go. */
  async #succeed(place: Place): Promise<void> {
    if (this.#isStopping) return;
    const old = place.worker;
    await this.#fill(place);
    // Not waited for: it serves those who hold a connection to it.
    if (old && !this.#isStopping) void this.#dismiss(old, { type: 'retire' }, RETIRE_MS);
  }

  #inTurn(place: Place, work: () => Promise<void>): Promise<void> {
    const done = place.turn.then(work);
    place.turn = done.catch(() => {});
    return done;
  }

  /** Has a new process in a place, once it serves; answers its port. */
  async #fill(place: Place): Promise<number> {
    const worker = cluster.fork();
    const begun = Date.now();
    let served = false;
    const serves = Promise.withResolvers<number>();
    worker.on('error', (err) => this.#log.warn({ err }, 'a process could not be told something'));
    worker.once('listening', ({ port }) => serves.resolve(port));
    worker.once('exit', (code, signal) => {
      serves.reject(new Error(`a process ended with ${signal ?? code} before it served`));
      if (this.#isStopping || this.#dismissed.has(worker)) return;
      if (served)
        void this.#inTurn(place, () => this.#replace(place, { worker, lived: Date.now() - begun, code, signal }));
    });
    const port = await serves.promise;
    served = true;
    place.worker = worker;
    return port;
  }

  async #replace(place: Place, { worker, ...end }: { worker: Worker; lived: number; code: number; signal: string }) {
    // It has a successor already.
    if (place.worker !== worker) return;
    place.worker = null;
    this.#log.warn({ pid: worker.process.pid, ...end }, 'a process ended and is replaced');
    for (let { lived } = end; !this.#isStopping && place.worker === null; lived = 0) {
      place.failures = pauseBefore.isCalm(lived) ? 0 : place.failures + 1;
      await wait(pauseBefore(place.failures));
      if (this.#isStopping) return;
      await this.#fill(place).catch((err: unknown) => this.#log.error({ err }, 'no process could be started'));
    }
  }

  /** Lets a process end, and ends it where it takes too long. */
  async #dismiss(worker: Worker, order: Order, atMostMs: number): Promise<void> {
    this.#dismissed.add(worker);
    if (worker.isDead()) return;
    const ended = new Promise<void>((resolve) => void worker.once('exit', () => resolve()));
    const timer = setTimeout(() => worker.process.kill('SIGKILL'), atMostMs);
    worker.send(order, () => {});
    await ended;
    clearTimeout(timer);
  }
}
