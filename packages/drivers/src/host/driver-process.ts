import type { ChildProcess } from 'node:child_process';
import type { ConnectionKind } from '@portolan/contract';
import type { EgressRules } from '../egress/egress-policy.ts';
import type { HostEvent } from './host-event.ts';
import type { LostCause, Outcome } from './outcome.ts';
import { type Call, isFromWorker, type Report, type ToWorker } from './protocol.ts';
import { spawnWorker, type WorkerLimits } from './spawn-worker.ts';

/** A call under way, as its caller sees it. */
export interface Running {
  /** Lets one more page come. */
  more(): void;
  /** Has the worker end the call; its outcome still comes. */
  leave(): void;
}

interface Pending {
  capAt: number;
  settle(outcome: Outcome): void;
  report(report: Report): void;
}

export interface ProcessOptions extends WorkerLimits {
  egress: EgressRules;
  onEvent: (event: HostEvent) => void;
}

/** What a process needs beside its heap: code, stacks, and the buffers of a full house of calls. */
const BESIDE_HEAP_MB = 256;
const SAME_MOMENT_MS = 250;

/** One worker process and the calls in flight on it. It never rejects: its end is an outcome of each call. */
export class DriverProcess {
  readonly #child: ChildProcess;
  readonly #onEvent: (event: HostEvent) => void;
  readonly #pending = new Map<number, Pending>();
  readonly #loading = new Map<ConnectionKind, PromiseWithResolvers<void>>();
  readonly #exited = Promise.withResolvers<void>();
  #awaited = 0;
  #nextId = 1;
  #endedBy: LostCause | null = null;

  constructor(options: ProcessOptions) {
    this.#onEvent = options.onEvent;
    this.#child = spawnWorker(options);
    this.#child.on('message', (message) => this.#receive(message));
    this.#child.once('exit', (code, signal) => {
      this.#end('crashed', code, signal);
      this.#exited.resolve();
    });
    // The process could not be made, or the channel broke.
    this.#child.on('error', () => {
      this.kill('crashed');
      if (this.#child.pid === undefined) this.#exited.resolve();
    });
    this.#onEvent({ type: 'worker-started', pid: this.#child.pid });
    this.#send({ type: 'start', egress: options.egress, rssLimitMb: options.memoryMb + BESIDE_HEAP_MB });
    this.#hold(false);
  }

  /** Calls under way, those included that wait until what they need is loaded. */
  get load(): number {
    return this.#pending.size + this.#awaited;
  }

  get alive(): boolean {
    return this.#endedBy === null;
  }

  /** Resolves as soon as everything is there that calls of a kind need, or the process has ended. */
  async ready(kind: ConnectionKind): Promise<void> {
    const known = this.#loading.get(kind);
    const loading = known ?? Promise.withResolvers<void>();
    if (!known) {
      this.#loading.set(kind, loading);
      this.#send({ type: 'load', kind });
    }
    if (this.#endedBy) return;
    this.#awaited++;
    this.#hold(true);
    await loading.promise;
    this.#awaited--;
    if (this.load === 0) this.#hold(false);
  }

  /**
   * Runs a call, `report` hears what it says on the way. `capAt` (epoch ms) is when the whole process is killed should
   * the call still be running.
   */
  run(
    call: Call,
    { deadlineAt, capAt }: { deadlineAt: number; capAt: number },
    report: (report: Report) => void,
  ): Running & { outcome: Promise<Outcome> } {
    if (this.#endedBy) return over(this.#endedBy);
    const id = this.#nextId++;
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const cap = setTimeout(() => this.#giveUp(id), Math.max(1, capAt - Date.now()));
    const settle = (outcome: Outcome) => {
      clearTimeout(cap);
      this.#pending.delete(id);
      if (this.load === 0) this.#hold(false);
      resolve(outcome);
    };
    this.#pending.set(id, { capAt, settle, report });
    this.#hold(true);
    this.#send({ type: 'call', id, call, deadlineAt });
    return {
      outcome: promise,
      more: () => this.#send({ type: 'more', id }),
      leave: () => this.#send({ type: 'leave', id }),
    };
  }

  /** Ends the process at once; resolves when the system has let it go. */
  kill(cause: LostCause): Promise<void> {
    this.#end(cause, null, 'SIGKILL');
    this.#child.kill('SIGKILL');
    // Whoever waits for the end must live to see it.
    this.#child.ref();
    return this.#exited.promise;
  }

  #giveUp(id: number): void {
    this.#pending.get(id)?.settle({ kind: 'lost', cause: 'stuck' });
    void this.kill('bystander');
  }

  #receive(message: unknown): void {
    if (!isFromWorker(message)) return;
    if (message.type === 'loaded') {
      this.#loading.get(message.kind)?.resolve();
      return;
    }
    const pending = this.#pending.get(message.id);
    switch (message.type) {
      case 'answer':
        pending?.settle({ kind: 'answer', value: message.value });
        break;
      case 'failure':
        pending?.settle({ kind: 'failure', code: message.code, message: message.message, stages: message.stages });
        break;
      default:
        pending?.report(message);
    }
  }

  #end(cause: LostCause, exitCode: number | null, signal: string | null): void {
    if (this.#endedBy) return;
    this.#endedBy = cause;
    const lost = [...this.#pending.values()];
    for (const { resolve } of this.#loading.values()) resolve();
    const event = { pid: this.#child.pid, exitCode, signal, callsLost: lost.length };
    this.#onEvent({ type: 'worker-ended', cause: cause === 'bystander' ? 'stuck' : cause, ...event });
    // A bystander whose own hard cap has come has hung as well.
    const isLate = (capAt: number) => cause === 'bystander' && capAt - Date.now() < SAME_MOMENT_MS;
    for (const { settle, capAt } of lost) settle({ kind: 'lost', cause: isLate(capAt) ? 'stuck' : cause });
  }

  #send(message: ToWorker): void {
    // An error means that the process is ending, which `exit` reports.
    this.#child.send(message, () => {});
  }

  /** Only a process with work keeps the parent alive. */
  #hold(busy: boolean): void {
    if (busy) {
      this.#child.ref();
      // Not every runtime has a channel that could be let go of.
      this.#child.channel?.ref?.();
    } else {
      this.#child.unref();
      this.#child.channel?.unref?.();
    }
  }
}

/** A call of a process that has ended while the call waited for it. */
function over(cause: LostCause): Running & { outcome: Promise<Outcome> } {
  return { outcome: Promise.resolve({ kind: 'lost', cause }), more() {}, leave() {} };
}
