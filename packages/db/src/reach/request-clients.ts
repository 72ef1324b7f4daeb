import pg from 'pg';

/** A request lends more than one connection at a time only where it does several things at once; beyond these it waits. */
const MOST = 8;

interface Held {
  client: pg.Client;
  opened: Promise<unknown>;
  /** Lent to a transaction: nobody else's statement may come in between. */
  isLent: boolean;
}

/** The connections of one login in one request: as a rule one, which statements and transactions take in turn. */
export class RequestClients {
  readonly #config: pg.ClientConfig;
  readonly #waiting: (() => void)[] = [];
  #held: Held[] = [];

  constructor(config: pg.ClientConfig) {
    this.#config = config;
  }

  /** A statement by itself: after those that were sent before it. */
  async query<R extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<R>> {
    const held = await this.#free();
    await held.opened;
    return held.client.query<R>(query);
  }

  /** A connection for one borrower, until they release it. */
  async lend(): Promise<{ client: pg.Client; release: () => void }> {
    const held = await this.#free();
    held.isLent = true;
    const release = () => {
      held.isLent = false;
      this.#waiting.shift()?.();
    };
    try {
      await held.opened;
    } catch (error) {
      release();
      throw error;
    }
    return { client: held.client, release };
  }

  async end(): Promise<void> {
    const held = this.#held;
    this.#held = [];
    await Promise.all(held.map(({ client, opened }) => opened.then(() => client.end()).catch(() => {})));
  }

  async #free(): Promise<Held> {
    for (;;) {
      const free = this.#held.find(({ isLent }) => !isLent);
      if (free) return free;
      if (this.#held.length < MOST) return this.#open();
      await new Promise<void>((resolve) => void this.#waiting.push(resolve));
    }
  }

  #open(): Held {
    const client = new pg.Client(this.#config);
    const drop = () => {
      this.#held = this.#held.filter((other) => other !== held);
      this.#waiting.shift()?.();
    };
    // Whoever uses it is told by their own statement.
    client.on('error', drop);
    client.on('end', drop);
    const opened = client.connect();
    opened.catch(drop);
    const held: Held = { client, opened, isLent: false };
    this.#held.push(held);
    return held;
  }
}
