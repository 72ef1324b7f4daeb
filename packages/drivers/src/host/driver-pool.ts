import { DriverProcess, type ProcessOptions } from './driver-process.ts';
import type { Outcome } from './outcome.ts';
import type { Call } from './protocol.ts';

export interface PoolOptions extends ProcessOptions {
  /** Most worker processes at a time. */
  size: number;
  /** What a call has in all, waiting included. */
  deadlineMs: number;
  /** After this a worker that still has not answered is killed. */
  hardCapMs: number;
}

/** Black holes cost a worker nothing but a socket each, so many calls may share one. */
const CALLS_PER_PROCESS = 128;
/** A second attempt needs this much time to make sense, and leaves that much to the hard cap. */
const RETRY_MIN_MS = 1_000;
const RETRY_MARGIN_MS = 500;

interface Waiter {
  take: (process: DriverProcess | null) => void;
  timer: NodeJS.Timeout;
}

/** A few warm worker processes, made when first needed and made again when one has died. */
export class DriverPool {
  readonly #options: PoolOptions;
  readonly #waiting = new Set<Waiter>();
  #processes: DriverProcess[] = [];
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  async run(call: Call): Promise<Outcome> {
    const now = Date.now();
    const capAt = now + this.#options.hardCapMs;
    const outcome = await this.#attempt(call, now + this.#options.deadlineMs, capAt);
    const again = outcome.kind === 'lost' && outcome.cause === 'bystander';
    if (!again || capAt - Date.now() < RETRY_MIN_MS) return outcome;
    return this.#attempt(call, capAt - RETRY_MARGIN_MS, capAt);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const waiter of this.#waiting) this.#hand(waiter, null);
    await Promise.all(this.#processes.map((process) => process.kill('closed')));
  }

  async #attempt(call: Call, deadlineAt: number, capAt: number): Promise<Outcome> {
    const process = this.#free() ?? (await this.#wait(deadlineAt));
    if (!process) return { kind: 'lost', cause: this.#closed ? 'closed' : 'queued' };
    const outcome = await process.run(call, deadlineAt, capAt);
    this.#serveNext();
    return outcome;
  }

  /** The idlest process with room; a new one while all are busy and there may be more. */
  #free(): DriverProcess | null {
    if (this.#closed) return null;
    this.#processes = this.#processes.filter((process) => process.alive);
    const idlest = this.#processes.toSorted((a, b) => a.load - b.load)[0];
    if (idlest?.load === 0) return idlest;
    if (this.#processes.length < this.#options.size) {
      const made = new DriverProcess(this.#options);
      this.#processes.push(made);
      return made;
    }
    return idlest && idlest.load < CALLS_PER_PROCESS ? idlest : null;
  }

  #wait(deadlineAt: number): Promise<DriverProcess | null> {
    const { promise, resolve } = Promise.withResolvers<DriverProcess | null>();
    if (this.#closed) return Promise.resolve(null);
    const timer = setTimeout(() => this.#hand(waiter, null), Math.max(1, deadlineAt - Date.now()));
    const waiter: Waiter = { take: resolve, timer };
    this.#waiting.add(waiter);
    return promise;
  }

  #serveNext(): void {
    const [waiter] = this.#waiting;
    if (!waiter) return;
    const process = this.#free();
    if (process) this.#hand(waiter, process);
  }

  #hand(waiter: Waiter, process: DriverProcess | null): void {
    clearTimeout(waiter.timer);
    this.#waiting.delete(waiter);
    waiter.take(process);
  }
}
