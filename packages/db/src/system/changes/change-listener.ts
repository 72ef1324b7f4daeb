import pg from 'pg';
import { CHANGES } from './channel.ts';

/** How old, at most, the changes are that have not been heard of. */
const LEASE_MS = 50;
/** After that the next look asks for a new lease, while the old one still runs. */
const RENEW_MS = 15;
const RECONNECT_MS = 1_000;
/** A server that is silent for longer is given up. */
const SILENCE_MS = 5_000;

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
  #connecting = false;
  #closed = false;
  #retryAt = 0;
  #pid = 0;
  #until = 0;
  #asked = 0;
  #answer: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  constructor(config: pg.ClientConfig, heard: Heard) {
    this.#config = { ...config, query_timeout: SILENCE_MS, keepAlive: true };
    this.#heard = heard;
  }

  /** Whether every change that is older than the lease has been heard of. Connects when it is first asked. */
  isCurrent(): boolean {
    const now = performance.now();
    if (this.#client === null) {
      if (!this.#connecting && !this.#closed && now >= this.#retryAt) void this.#connect();
      return false;
    }
    if (now - this.#asked > RENEW_MS && this.#answer === null) void this.#ask();
    return now < this.#until;
  }

  /** Waits until everything that was committed before has been heard of, or nothing that is remembered counts. */
  async settled(): Promise<void> {
    if (this.#client === null) return;
    // The question under way may have been asked before.
    this.#next ??= (this.#answer ?? Promise.resolve()).then(() => {
      this.#next = null;
      return this.#ask();
    });
    await this.#next;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const client = this.#client;
    this.#lose(client);
    await client?.end().catch(() => {});
  }

  async #connect(): Promise<void> {
    this.#connecting = true;
    const client = new pg.Client(this.#config);
    client.on('error', () => this.#lose(client));
    client.on('end', () => this.#lose(client));
    client.on('notification', ({ payload = '*' }) => this.#heard.onChange(payload));
    try {
      await client.connect();
      await client.query(`listen ${CHANGES}`);
      const pid = await backendOf(client);
      // Behind a pooler that shares its connections nobody knows who hears.
      if (pid !== (client as unknown as { processID: number }).processID) throw new Error('not the server itself');
      if (this.#closed) throw new Error('closed');
      this.#pid = pid;
      this.#until = 0;
      this.#asked = 0;
      this.#heard.onGap();
      this.#client = client;
    } catch {
      this.#retryAt = performance.now() + RECONNECT_MS;
      await client.end().catch(() => {});
    } finally {
      this.#connecting = false;
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
        client.end().catch(() => {});
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
