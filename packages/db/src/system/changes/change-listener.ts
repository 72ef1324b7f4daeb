import pg from 'pg';
import { CHANGES } from './channel.ts';

/** How old, at most, the changes are that have not been heard of. */
const LEASE_MS = 50;
/** After that the next look asks for a new lease, while the old one still runs. */
const RENEW_MS = 15;
const RECONNECT_MS = 1_000;
/** A server that is silent for longer is given up. */
const SILENCE_MS = 5_000;
/** What a server may take to answer a goodbye. */
const GOODBYE_MS = 500;

/** The part of pg's client that its types leave out. */
interface Inside {
  processID: number | null;
  connection: { stream: { destroy(): void } };
}

export interface Heard {
  /** Something of this scope has changed; `*` for everything. */
  onChange(scope: string): void;
  /** Changes may have been missed. */
  onGap(): void;
}

/**
 * Hears of changes through PostgreSQL's notifications, and knows whether it has heard of all: it asks over the very
 * connection that hears, and the server tells what was committed before its answer. Each answer is a lease; without one,
 * be it that the connection is gone or only silent, nothing that is remembered counts.
 */
export class ChangeListener {
  readonly #config: pg.ClientConfig;
  readonly #heard: Heard;
  #client: pg.Client | null = null;
  #opening: pg.Client | null = null;
  #closed = false;
  #retryAt = 0;
  #pid = 0;
  #until = 0;
  #asked = 0;
  #answer: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  constructor(config: pg.ClientConfig, heard: Heard) {
    this.#config = { ...config, query_timeout: SILENCE_MS, connectionTimeoutMillis: SILENCE_MS, keepAlive: true };
    this.#heard = heard;
  }

  /** Whether every change that is older than the lease has been heard of. Connects when it is first asked. */
  isCurrent(): boolean {
    const now = performance.now();
    if (this.#client === null) {
      if (this.#opening === null && !this.#closed && now >= this.#retryAt) void this.#connect();
      return false;
    }
    if (now - this.#asked > RENEW_MS && this.#answer === null) void this.#ask();
    return now < this.#until;
  }

  /**
   * Waits until everything that was committed before has been heard of, or nothing that is remembered counts: whatever
   * lease was asked for earlier is over after its time, though the server be silent.
   */
  async settled(): Promise<void> {
    if (this.#client === null) return;
    // The question under way may have been asked before.
    this.#next ??= (this.#answer ?? Promise.resolve()).then(() => {
      this.#next = null;
      return this.#ask();
    });
    const over = Promise.withResolvers<void>();
    const timer = setTimeout(over.resolve, LEASE_MS + 1);
    await Promise.race([this.#next, over.promise]);
    clearTimeout(timer);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const clients = [this.#client, this.#opening];
    this.#lose(this.#client);
    await Promise.all(clients.map((client) => client && hangUp(client)));
  }

  async #connect(): Promise<void> {
    const client = new pg.Client(this.#config);
    this.#opening = client;
    client.on('error', () => this.#lose(client));
    client.on('end', () => this.#lose(client));
    const proof = `heard:${crypto.randomUUID()}`;
    let hears = false;
    client.on('notification', ({ payload = '*' }) => {
      if (payload === proof) hears = true;
      else this.#heard.onChange(payload);
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANGES}`);
      // There are servers that take this and tell nothing, and others whose word does not come through.
      await client.query(`select pg_notify('${CHANGES}', '${proof}')`);
      if (!hears) throw new Error('nothing is told');
      const pid = await backendOf(client);
      // Behind a pooler that shares its connections nobody knows who hears.
      if (pid !== insideOf(client).processID) throw new Error('not the server itself');
      if (this.#closed) throw new Error('closed');
      this.#pid = pid;
      this.#until = 0;
      this.#asked = 0;
      this.#heard.onGap();
      this.#client = client;
    } catch {
      this.#retryAt = performance.now() + RECONNECT_MS;
      await hangUp(client);
    } finally {
      this.#opening = null;
    }
  }

  /** Never rejects: who gets no answer has no lease. */
  #ask(): Promise<void> {
    const client = this.#client;
    if (client === null) return Promise.resolve();
    const asked = performance.now();
    this.#asked = asked;
    this.#answer = backendOf(client)
      .then((pid) => {
        if (pid !== this.#pid) throw new Error('answered by another');
        this.#until = asked + LEASE_MS;
      })
      .catch(() => {
        this.#lose(client);
        void hangUp(client);
      })
      .finally(() => {
        this.#answer = null;
      });
    return this.#answer;
  }

  #lose(client: pg.Client | null): void {
    if (client === null || this.#client !== client) return;
    this.#client = null;
    this.#until = 0;
    this.#retryAt = performance.now() + RECONNECT_MS;
    this.#heard.onGap();
  }
}

async function backendOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>({ name: 'backend', text: 'select pg_backend_pid() as pid' });
  return rows[0]?.pid ?? 0;
}

/** Says goodbye; a server that does not answer is not waited for. Never rejects. */
async function hangUp(client: pg.Client): Promise<void> {
  const timer = setTimeout(() => insideOf(client).connection.stream.destroy(), GOODBYE_MS);
  await client.end().catch(() => {});
  clearTimeout(timer);
}

const insideOf = (client: pg.Client) => client as unknown as Inside;
