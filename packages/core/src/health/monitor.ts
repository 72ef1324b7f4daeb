import { HeldClaims } from '../claims/index.ts';
import type { Services } from '../context.ts';
import { settleIncidents } from '../incidents/index.ts';
import { type Checked, checkClaimed } from './checked.ts';
import { type Claimed, claimDue } from './claim.ts';
import { keepSamples, keepStates } from './keep-checked.ts';

export interface MonitorOptions {
  /** Checks at a time, and of one tenant; a database that does not answer holds its place for some seconds. */
  places?: number;
  perTenant?: number;
}

/** How often it is looked what is due: soon again where something was, as its share kept a tenant from more. */
const ROUND_MS = 1_000;
const SOON_MS = 200;
/** How long what has ended waits for others to be kept with. */
const GATHER_MS = 250;

/**
 * Checks what is due, together with any number of other processes: each claims some, checks them and keeps what it has
 * found. What a process that is killed had claimed is free again as soon as its claims have run out.
 */
export class Monitor {
  readonly #services: Services;
  readonly #places: number;
  readonly #perTenant: number;
  readonly #held: HeldClaims<Claimed>;
  readonly #storing = new Set<Promise<void>>();
  #ended: Checked[] = [];
  #keeping: Promise<void> = Promise.resolve();
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round: Promise<unknown> = Promise.resolve();
  #closed = false;
  /** The greatest lateness of what was begun in the latest round, in seconds. */
  lag = 0;

  constructor(services: Services, { places = 96, perTenant = 32 }: MonitorOptions = {}) {
    this.#services = services;
    this.#places = places;
    this.#perTenant = perTenant;
    this.#held = new HeldClaims(services, 'connection_monitors');
  }

  /** Looks again and again, until it is closed. */
  start(): void {
    if (this.#closed) return;
    const begun = performance.now();
    const again = (wait: number) => {
      if (this.#closed) return;
      this.#timer = setTimeout(() => this.start(), Math.max(0, wait - (performance.now() - begun)));
    };
    this.#round = this.round().then(
      (count) => again(count > 0 ? SOON_MS : ROUND_MS),
      (err) => {
        this.#services.log.warn({ err }, 'checks could not be claimed; it is tried again');
        again(ROUND_MS);
      },
    );
  }

  /** One look: begins what is due and has a place, and answers how much that was. */
  async round(): Promise<number> {
    await this.#held.renew();
    // With the keys of another installation nothing could be opened, and nothing is to be changed.
    if (this.#closed || this.#services.storedKeys.state === 'foreign') return 0;
    await settleIncidents(this.#services);
    const free = this.#places - this.#held.size;
    if (free <= 0) return 0;
    const room = { free, perTenant: this.#perTenant, held: this.#held.byTenant() };
    const claimed = await this.#services.db.ownerTransaction((em) => claimDue(em, room));
    this.lag = claimed.reduce((most, { lag }) => Math.max(most, lag), 0);
    for (const one of claimed) this.#held.begin(one, (...begun) => this.#check(...begun));
    return claimed.length;
  }

  /** Resolves when all that was begun has ended and is kept. */
  async settle(): Promise<void> {
    await this.#held.settle();
    await this.#keep();
    await Promise.all(this.#storing);
  }

  /** Ends what is under way; what was not done is due for others at once. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#round;
    await this.#held.close(() => this.settle());
  }

  async #check(claimed: Claimed, signal: AbortSignal): Promise<void> {
    try {
      const checked = await checkClaimed(this.#services, claimed, signal);
      // Asked for only now: what has ended meanwhile is kept already, and gone from here.
      this.#ended.push(checked);
    } catch (err) {
      // Its claim runs out, and it is tried again.
      this.#services.log.error({ err, connection: claimed.id }, 'a check has failed');
      return;
    }
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      void this.#keep().catch((err) => this.#services.log.warn({ err }, 'checks could not be kept'));
    }, GATHER_MS);
  }

  /** One after the other: an earlier check of a connection is kept before a later one. */
  #keep(): Promise<void> {
    const ended = this.#ended;
    this.#ended = [];
    const keeping = this.#keeping.then(async () => this.#keepSamples(await keepStates(this.#services, ended)));
    this.#keeping = keeping.catch(() => {});
    return keeping;
  }

  /** Nobody's state waits for a tenant's database that does not answer. */
  #keepSamples(sampled: Checked[]): void {
    if (sampled.length === 0) return;
    const storing = keepSamples(this.#services, sampled)
      .catch((err) => this.#services.log.warn({ err }, 'samples of checks could not be kept'))
      .finally(() => this.#storing.delete(storing));
    this.#storing.add(storing);
  }
}
