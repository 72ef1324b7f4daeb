import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ComputeError } from '../compute-error.ts';
import type { HypervisorTarget } from '../hypervisor.ts';
import type { Call, FromWorker, Report, ToWorker } from './protocol.ts';
import { type ComputeNode, spawnWorker } from './spawn-worker.ts';

interface Pending {
  resolve(value: unknown): void;
  reject(error: ComputeError): void;
  report(report: Report): void;
}

export interface Request {
  call: Call;
  target: HypervisorTarget;
  address: string | null;
  /** Null for a watch, which ends when it is left. */
  deadlineMs: number | null;
  signal: AbortSignal | undefined;
  report: (report: Report) => void;
}

/** Where the worker itself hangs, whoever waits is told this much after the deadline. */
const GRACE_MS = 3_000;

/** One worker process and the calls under way in it. */
export class ComputeProcess {
  readonly #child: ChildProcess;
  readonly #home: string;
  readonly #pending = new Map<number, Pending>();
  readonly #exited = Promise.withResolvers<void>();
  #nextId = 1;
  #ended = false;

  /** `home`: a folder of ours, in which the worker gets one of its own. */
  constructor(options: { script: URL | string; node: ComputeNode; home: string; knownHosts: string[] }) {
    this.#home = mkdtempSync(path.join(options.home, `${process.pid}-`));
    this.#child = spawnWorker(options.script, options.node);
    this.#child.on('message', (message: FromWorker) => this.#receive(message));
    this.#child.once('exit', () => this.#end());
    this.#child.once('error', () => this.#end());
    this.#send({ type: 'start', home: this.#home, knownHosts: options.knownHosts });
    this.#hold();
  }

  get alive(): boolean {
    return !this.#ended;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  run({ signal, report, ...request }: Request): Promise<unknown> {
    if (signal?.aborted) return Promise.reject(new ComputeError('UNREACHABLE', 'The call was cancelled'));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const { deadlineMs } = request;
      const late = () =>
        settle(() => reject(new ComputeError('UNREACHABLE', 'The hypervisor has not answered in time')));
      const timer = deadlineMs === null ? undefined : setTimeout(late, deadlineMs + GRACE_MS);
      const leave = () => this.#send({ type: 'leave', id });
      const settle = (tell: () => void) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', leave);
        this.#pending.delete(id);
        this.#hold();
        tell();
      };
      this.#pending.set(id, {
        resolve: (value) => settle(() => resolve(value)),
        reject: (error) => settle(() => reject(error)),
        report,
      });
      signal?.addEventListener('abort', leave, { once: true });
      this.#hold();
      this.#send({ type: 'call', id, ...request });
    });
  }

  /** The worker ends with its channel, and takes along what it has started. */
  async close(): Promise<void> {
    this.#child.ref();
    if (this.#child.connected) this.#child.disconnect();
    const giveUp = setTimeout(() => this.#child.kill('SIGKILL'), GRACE_MS);
    await this.#exited.promise;
    clearTimeout(giveUp);
  }

  #receive(message: FromWorker): void {
    const pending = this.#pending.get(message.id);
    switch (message.type) {
      case 'answer':
        pending?.resolve(message.value);
        break;
      case 'failure':
        pending?.reject(new ComputeError(message.code, message.message));
        break;
      default:
        pending?.report(message);
    }
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    rmSync(this.#home, { recursive: true, force: true });
    const lost = new ComputeError('UNREACHABLE', 'The process that speaks to hypervisors has ended');
    for (const { reject } of [...this.#pending.values()]) reject(lost);
    this.#exited.resolve();
  }

  #send(message: ToWorker): void {
    // An error means that the process is ending, which `exit` reports.
    this.#child.send(message, () => {});
  }

  /** Only a process with work keeps the parent alive. */
  #hold(): void {
    if (this.#pending.size > 0) {
      this.#child.ref();
      this.#child.channel?.ref?.();
    } else {
      this.#child.unref();
      this.#child.channel?.unref?.();
    }
  }
}
