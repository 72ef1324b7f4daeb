import { HeldClaims } from '../claims/index.ts';
import type { Services } from '../context.ts';
import { type ClaimedRefresh, claimRefreshes } from './claim-refreshes.ts';
import { keepRefreshed } from './keep-refreshed.ts';
import { refreshOnSchedule } from './refresh-on-schedule.ts';

export interface ScheduleOptions {
  /** Readings at a time in this process, and of one tenant in all of them: its databases are read one after the other. */
  places?: number;
  perTenant?: number;
}

/** How often it is looked what is due, and claims are renewed. */
const ROUND_MS = 2_000;

/**
 * Reads on schedule what is due, together with any number of other processes. What a process that is killed had claimed
 * is free again as soon as its claims have run out.
 */
export class ScheduledRefreshes {
  readonly #services: Services;
  readonly #places: number;
  readonly #perTenant: number;
  readonly #held: HeldClaims<ClaimedRefresh>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(services: Services, { places = 4, perTenant = 1 }: ScheduleOptions = {}) {
    this.#services = services;
    this.#places = places;
    this.#perTenant = perTenant;
    this.#held = new HeldClaims(services, 'snapshot_schedules');
  }

  /** Looks again and again, until it is closed. */
  start(): void {
    if (this.#closed) return;
    const again = () => {
      if (!this.#closed) this.#timer = setTimeout(() => this.start(), ROUND_MS);
    };
    this.#round = this.round().then(again, (err) => {
      this.#services.log.warn({ err }, 'scheduled refreshes could not be claimed; it is tried again');
      again();
    });
  }

  /** One look: begins what is due and has a place, and answers how much that was. */
  async round(): Promise<number> {
    await this.#held.renew();
    const free = this.#places - this.#held.size;
    // With the keys of another installation nothing could be opened, and nothing is to be changed.
    if (this.#closed || free <= 0 || this.#services.storedKeys.state === 'foreign') return 0;
    const room = { free, perTenant: this.#perTenant };
    const claimed = await this.#services.db.ownerTransaction((em) => claimRefreshes(em, room));
    for (const one of claimed) this.#held.begin(one, (...begun) => this.#refresh(...begun));
    return claimed.length;
  }

  /** Resolves when all that was begun has ended and is kept. */
  settle(): Promise<void> {
    return this.#held.settle();
  }

  /** Ends what is under way; what was not done is due for others at once. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#round;
    await this.#held.close(() => this.settle());
  }

  async #refresh(claimed: ClaimedRefresh, signal: AbortSignal): Promise<void> {
    try {
      // Somebody else may wait for the reading: it goes on, and this does not.
      const left = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null)));
      const refreshed = await Promise.race([refreshOnSchedule(this.#services, claimed, signal), left]);
      // What was ended is given back, and due at once.
      if (refreshed && !signal.aborted) await keepRefreshed(this.#services, claimed, refreshed);
    } catch (err) {
      // Its claim runs out, and it is tried again.
      this.#services.log.warn({ err, connection: claimed.id }, 'what came of a scheduled refresh could not be kept');
    }
  }
}
