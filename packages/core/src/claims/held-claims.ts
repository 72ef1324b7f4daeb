import type { Services } from '../context.ts';
import { type Claim, type ClaimedTable, LEASE_SECONDS, releaseClaims, renewClaims } from './lease.ts';

const RENEW_MS = 2_500;
const LEASE_MS = LEASE_SECONDS * 1_000;

interface Held<C extends Claim> {
  claimed: C;
  ending: AbortController;
  /** Ends the work when its claim has run out: it may be somebody else's by then. */
  timer: ReturnType<typeof setTimeout>;
}

/** What this process has claimed and is at work on. Claims are renewed for as long as the work goes on. */
export class HeldClaims<C extends Claim> {
  readonly #db: Services['db'];
  readonly #table: ClaimedTable;
  readonly #held = new Map<string, Held<C>>();
  readonly #running = new Set<Promise<void>>();
  #renewedAt = 0;

  constructor({ db }: Pick<Services, 'db'>, table: ClaimedTable) {
    this.#db = db;
    this.#table = table;
  }

  get size(): number {
    return this.#held.size;
  }

  /** How many are held of each tenant. */
  byTenant(): Record<string, number> {
    return this.countBy(({ tenantId }) => tenantId);
  }

  /** How many are held of each of whatever; those of which it is false do not count. */
  countBy(of: (claimed: C) => string | false): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { claimed } of this.#held.values()) {
      const key = of(claimed);
      if (key !== false) counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  }

  /** Begins the work on a claim; `work` never rejects, and ends when its signal says so. */
  begin(claimed: C, work: (claimed: C, signal: AbortSignal) => Promise<void>): void {
    // A claim of our own that ran out while its work goes on: nobody is at it twice at a time.
    if (this.#held.has(claimed.id)) return;
    const ending = new AbortController();
    this.#held.set(claimed.id, { claimed, ending, timer: setTimeout(() => ending.abort(), LEASE_MS) });
    const running = work(claimed, ending.signal).finally(() => {
      this.#running.delete(running);
      clearTimeout(this.#held.get(claimed.id)?.timer);
      this.#held.delete(claimed.id);
    });
    this.#running.add(running);
  }

  /** To be called every few seconds: claims that no longer stand end their work. */
  async renew(): Promise<void> {
    const now = performance.now();
    if (this.#held.size === 0 || now - this.#renewedAt < RENEW_MS) return;
    this.#renewedAt = now;
    const held = [...this.#held.values()];
    const claims = held.map(({ claimed }) => claimed);
    const ours = await this.#db.ownerTransaction((em) => renewClaims(em, this.#table, claims));
    for (const one of held) {
      clearTimeout(one.timer);
      if (this.#held.get(one.claimed.id) !== one) continue;
      if (!ours.has(one.claimed.id)) one.ending.abort();
      else one.timer = setTimeout(() => one.ending.abort(), LEASE_MS - (performance.now() - now));
    }
  }

  /** Resolves when all that was begun has ended. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Ends all work, and gives back what `settle` has not kept: it is due for others at once. */
  async close(settle: () => Promise<void>): Promise<void> {
    const held = [...this.#held.values()];
    for (const { ending } of held) ending.abort();
    await settle().catch(() => {});
    const left = held.map(({ claimed }) => claimed);
    if (left.length > 0) await this.#db.ownerTransaction((em) => releaseClaims(em, this.#table, left)).catch(() => {});
  }
}
