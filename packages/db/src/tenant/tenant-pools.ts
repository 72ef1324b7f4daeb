import type { EntityManager } from '@mikro-orm/postgresql';
import { begunAgain } from '../begun-again.ts';
import { LazyOrm } from '../lazy-orm.ts';
import { byProcess } from '../reach/by-process.ts';
import type { Reach } from '../reach/reach.ts';

const IDLE_MS = 10_000;
const CONNECT_MS = 5_000;
const CONNECTIONS_EACH = 2;

interface Entry {
  orm: LazyOrm;
  users: number;
  /** Settled once the database was found to be one that may be used. */
  admitted: Promise<void> | undefined;
  /** Out of the map: the last user closes it. */
  leaving: boolean;
}

/**
 * A small ORM for each tenant database in use, the least recently used ones closed beyond `max`. One in use stays, so
 * that there may be more than `max` for as long as more are at work.
 */
export class TenantPools {
  readonly #urlOf: (slug: string) => string;
  readonly #admit: (em: EntityManager) => Promise<void>;
  readonly #max: number;
  readonly #reach: Reach;
  readonly #entries = new Map<string, Entry>();
  #closed = false;

  /** `admit` looks at each database before it is first used, and throws where that must not be. */
  constructor(
    urlOf: (slug: string) => string,
    admit: (em: EntityManager) => Promise<void> = async () => {},
    { max = 16, reach = byProcess }: { max?: number; reach?: Reach } = {},
  ) {
    this.#urlOf = urlOf;
    this.#admit = admit;
    this.#max = max;
    this.#reach = reach;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** How many databases are open, and how many calls are at work in them or wait to be. */
  state(): { open: number; calls: number } {
    const calls = [...this.#entries.values()].reduce((sum, { users }) => sum + users, 0);
    return { open: this.#entries.size, calls };
  }

  /** One transaction in the tenant's database. */
  async transaction<T>(slug: string, work: (em: EntityManager) => Promise<T>): Promise<T> {
    if (this.#closed) throw new Error('The tenant databases are closed');
    const entry = this.#enter(slug);
    try {
      await this.#admitted(entry);
      return await begunAgain(async (onBegun) =>
        (await entry.orm.fork()).transactional((em) => {
          onBegun();
          return work(em);
        }),
      );
    } finally {
      await this.#leave(entry);
    }
  }

  #admitted(entry: Entry): Promise<void> {
    entry.admitted ??= entry.orm
      .fork()
      .then((em) => this.#admit(em))
      .catch((error) => {
        entry.admitted = undefined;
        throw error;
      });
    return entry.admitted;
  }

  /** Closes what is open to one tenant's database; a transaction under way there ends first, or is killed with it. */
  async release(slug: string): Promise<void> {
    const entry = this.#entries.get(slug);
    if (entry) await this.#remove(slug, entry);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#entries].map(([slug, entry]) => this.#remove(slug, entry)));
  }

  /** A map keeps the order of insertion: whoever is used goes to its end, so the first are the least recently used. */
  #enter(slug: string): Entry {
    const entry = this.#entries.get(slug) ?? newEntry(this.#reach, this.#urlOf(slug));
    entry.users++;
    this.#entries.delete(slug);
    this.#entries.set(slug, entry);
    return entry;
  }

  async #leave(entry: Entry): Promise<void> {
    entry.users--;
    if (entry.leaving && entry.users === 0) await close(entry);
    else await this.#evict();
  }

  async #evict(): Promise<void> {
    for (const [slug, entry] of this.#entries) {
      if (this.#entries.size <= this.#max) return;
      if (entry.users === 0) await this.#remove(slug, entry);
    }
  }

  async #remove(slug: string, entry: Entry): Promise<void> {
    this.#entries.delete(slug);
    entry.leaving = true;
    if (entry.users === 0) await close(entry);
  }
}

function newEntry(reach: Reach, url: string): Entry {
  const orm = new LazyOrm(reach, 'tenant', {
    url,
    session: { application_name: 'portolan tenant', connectionTimeoutMillis: CONNECT_MS },
    max: CONNECTIONS_EACH,
    idleTimeoutMillis: IDLE_MS,
  });
  return { orm, users: 0, admitted: undefined, leaving: false };
}

function close(entry: Entry): Promise<void> {
  return entry.orm.close().catch(() => {});
}
