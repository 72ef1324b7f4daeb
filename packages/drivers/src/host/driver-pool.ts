import type { ConnectionKind } from '@portolan/contract';
import { DriverProcess, type ProcessOptions, type Running } from './driver-process.ts';
import type { LostCause, Outcome } from './outcome.ts';
import type { Call, Report } from './protocol.ts';
import { WaitingRoom } from './waiting-room.ts';

export interface PoolOptions extends ProcessOptions {
  /** Most worker processes at a time. */
  size: number;
  /** Whether a process serves one tenant only, for an SDK whose state is that of the process. */
  onePerTenant: boolean;
  /** What the code of a kind may take to load, milliseconds: before the time of the call that waits for it begins. */
  loadMs: number;
}

/** How one call is run. Times in milliseconds from now, and from when its process has loaded what it needs. */
export interface RunOptions {
  tenant: string;
  /** What a call has in all, waiting included. */
  deadlineMs: number;
  /** After this a worker that still has not answered is killed. */
  hardCapMs: number;
  signal?: AbortSignal | undefined;
  /** Hears what the call says before its answer, and gets a hand on the call. */
  onReport?: (report: Report, running: Running) => void;
}

/** Black holes cost a worker nothing but a socket each, so many calls may share one. */
const CALLS_PER_PROCESS = 128;
/** The last places are for tenants that hold few: whoever tests a hundred dead hosts shuts nobody out. */
const RESERVED_SHARE = 1 / 8;
/** A second attempt needs this much time to make sense, and leaves that much to the hard cap. */
const RETRY_MIN_MS = 1_000;
const RETRY_MARGIN_MS = 500;

/** How much of its own time a call gives for loading before that is added to it. */
const LOADING_SHARE = 1 / 5;

type Seat = DriverProcess | LostCause;
type Waiter = (seat: Seat) => void;

/** A few warm worker processes, made when first needed and made again when one has died. */
export class DriverPool {
  readonly #options: PoolOptions;
  readonly #waiting = new WaitingRoom<Waiter>();
  readonly #held = new Map<string, number>();
  #processes: { process: DriverProcess; tenant: string | null }[] = [];
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  async run(call: Call, options: RunOptions): Promise<Outcome> {
    const now = Date.now();
    const capAt = now + options.hardCapMs;
    let reported = false;
    const onReport = (report: Report, running: Running) => {
      reported = true;
      options.onReport?.(report, running);
    };
    const watched = { ...options, onReport };
    const outcome = await this.#attempt(call, watched, now + options.deadlineMs, capAt);
    // Pages that were handed on cannot be taken back; stages can be told again.
    const again = outcome.kind === 'lost' && outcome.cause === 'bystander' && !(reported && call.verb === 'introspect');
    if (!again || capAt - Date.now() < RETRY_MIN_MS) return outcome;
    return this.#attempt(call, watched, capAt - RETRY_MARGIN_MS, capAt);
  }

  /** Starts what there is room for, and loads. Where a process is one tenant's, one waits for whoever comes first. */
  async warm(kinds: readonly ConnectionKind[]): Promise<void> {
    const { onePerTenant, size } = this.#options;
    const wanted = onePerTenant ? 1 : size;
    while (!this.#closed && kinds.length > 0 && this.#alive().length < wanted) this.#start(onePerTenant ? null : '');
    for (const { process } of this.#alive().slice(0, wanted)) {
      for (const kind of kinds) await this.#load(process, kind);
    }
  }

  get load(): { processes: number; busy: number; waiting: number } {
    const alive = this.#alive();
    const busy = alive.reduce((sum, { process }) => sum + process.load, 0);
    return { processes: alive.length, busy, waiting: this.#waiting.size };
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const waiter of this.#waiting.all()) waiter('closed');
    await Promise.all(this.#processes.map(({ process }) => process.kill('closed')));
  }

  async #attempt(
    call: Call,
    { tenant, signal, onReport, deadlineMs }: RunOptions,
    deadlineAt: number,
    capAt: number,
  ): Promise<Outcome> {
    const seat = this.#seat(tenant) ?? (await this.#wait(tenant, deadlineAt, signal));
    if (typeof seat === 'string') return { kind: 'lost', cause: seat };
    if (signal?.aborted) return { kind: 'lost', cause: 'left' };
    this.#count(tenant, 1);
    // A little of it is the call's own: who waits notices no more than the whole.
    const late = Math.max(0, (await this.#load(seat, call.target.dbType, signal)) - deadlineMs * LOADING_SHARE);
    if (signal?.aborted) {
      this.#count(tenant, -1);
      this.#serveNext();
      return { kind: 'lost', cause: 'left' };
    }
    const times = { deadlineAt: deadlineAt + late, capAt: capAt + late };
    const running: Running & { outcome: Promise<Outcome> } = seat.run(call, times, (report) =>
      onReport?.(report, running),
    );
    const leave = () => running.leave();
    signal?.addEventListener('abort', leave, { once: true });
    const outcome = await running.outcome;
    signal?.removeEventListener('abort', leave);
    this.#count(tenant, -1);
    this.#serveNext();
    return outcome;
  }

  /** Answers how long it took, in milliseconds. A process that does not come to an end with it is killed. */
  async #load(process: DriverProcess, kind: ConnectionKind, signal?: AbortSignal): Promise<number> {
    const begun = Date.now();
    const left = Promise.withResolvers<void>();
    const onLeave = () => left.resolve();
    const timer = setTimeout(() => void process.kill('crashed'), this.#options.loadMs);
    signal?.addEventListener('abort', onLeave, { once: true });
    await Promise.race([process.ready(kind), left.promise]);
    signal?.removeEventListener('abort', onLeave);
    clearTimeout(timer);
    return Date.now() - begun;
  }

  #count(tenant: string, by: 1 | -1): void {
    const held = (this.#held.get(tenant) ?? 0) + by;
    if (held === 0) this.#held.delete(tenant);
    else this.#held.set(tenant, held);
  }

  /** The process for a tenant's next call; null while it has to wait. */
  #seat(tenant: string): DriverProcess | null {
    if (this.#closed || !this.#mayTake(tenant)) return null;
    const { size, onePerTenant } = this.#options;
    const spare = this.#alive().find((one) => one.tenant === null);
    if (spare && !this.#processes.some((one) => one.tenant === tenant)) spare.tenant = tenant;
    const open = onePerTenant ? this.#processes.filter((one) => one.tenant === tenant) : this.#processes;
    const idlest = open.map(({ process }) => process).toSorted((a, b) => a.load - b.load)[0];
    if (idlest && (idlest.load === 0 || (onePerTenant && idlest.load < CALLS_PER_PROCESS))) return idlest;
    if (onePerTenant && this.#processes.length >= size) this.#dismissIdle();
    if (this.#processes.length < size) return this.#start(tenant);
    return idlest && idlest.load < CALLS_PER_PROCESS ? idlest : null;
  }

  #alive() {
    this.#processes = this.#processes.filter(({ process }) => process.alive);
    return this.#processes;
  }

  #start(tenant: string | null): DriverProcess {
    const process = new DriverProcess(this.#options);
    this.#processes.push({ process, tenant });
    return process;
  }

  /** Ends a process that another tenant has used and nobody uses now. */
  #dismissIdle(): void {
    const idle = this.#processes.findIndex(({ process }) => process.load === 0);
    if (idle < 0) return;
    const [{ process } = { process: null }] = this.#processes.splice(idle, 1);
    void process?.kill('closed');
  }

  #mayTake(tenant: string): boolean {
    const places = this.#options.size * CALLS_PER_PROCESS;
    const reserved = places * RESERVED_SHARE;
    const taken = [...this.#held.values()].reduce((sum, held) => sum + held, 0);
    return places - taken > reserved || (this.#held.get(tenant) ?? 0) < reserved;
  }

  #wait(tenant: string, deadlineAt: number, signal: AbortSignal | undefined): Promise<Seat> {
    if (this.#closed) return Promise.resolve('closed');
    if (!this.#waiting.hasRoomFor(tenant)) return Promise.resolve('refused');
    const { promise, resolve } = Promise.withResolvers<Seat>();
    const waiter = (seat: Seat) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onLeave);
      this.#waiting.delete(tenant, waiter);
      resolve(seat);
    };
    const onLeave = () => waiter('left');
    const timer = setTimeout(() => waiter('queued'), Math.max(1, deadlineAt - Date.now()));
    signal?.addEventListener('abort', onLeave, { once: true });
    this.#waiting.add(tenant, waiter);
    return promise;
  }

  /** Whose turn it is may have to wait for a place of its own kind: then the next one is served. */
  #serveNext(): void {
    for (const [tenant, waiter] of this.#waiting.firsts()) {
      const process = this.#seat(tenant);
      if (!process) continue;
      this.#waiting.take(tenant, waiter);
      waiter(process);
      return;
    }
  }
}
