import type { HostEvent } from './host-event.ts';

const SPAN_MS = 30_000;
const MOST = 3;

/** Counts the processes that ended unasked, and tells a bad call from processes that cannot live. */
export class CrashWatch {
  count = 0;
  #latest: number[] = [];

  see(event: HostEvent): void {
    if (event.type !== 'worker-ended' || event.cause !== 'crashed') return;
    this.count++;
    this.#latest = [...this.#latest, Date.now()].slice(-MOST);
  }

  get isFailing(): boolean {
    const [first] = this.#latest;
    return this.#latest.length === MOST && Date.now() - (first ?? 0) < SPAN_MS;
  }
}
