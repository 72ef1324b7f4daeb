import pg from 'pg';
import type { PoolState } from '../pool-state.ts';
import { PreparedQuery } from './prepared-query.ts';
import type { Statement } from './statements.ts';

/** Calls on one connection at once before another is opened. */
const SHARED_BY = 6;
const SILENCE_MS = 10_000;
/** Silence is looked for this many times in its length. */
const LOOKS = 10;

export interface PreparedReadsOptions {
  /** Connections at once. */
  most: number;
  onError: (error: Error) => void;
  /** A connection that answers nothing for so long is taken down: whoever waits there must not wait for ever. */
  silenceMs?: number;
}

interface Lane {
  client: Promise<pg.Client>;
  pending: number;
  /** When it answered last, or had nothing to answer. */
  heardAt: number;
}

/** The part of pg's client that its types leave out. */
interface WithSocket {
  connection: { stream: { cork?(): void; uncork(): void; destroy(error: Error): void } };
}

/**
 * Prepared statements over a few connections that several calls share: each sends its query at once, and the answers
 * come back in order. What one turn of the event loop sends on a connection leaves in one piece: under load most of the
 * price of a small query is the system calls around it.
 */
export class PreparedReads {
  readonly #config: pg.ClientConfig;
  readonly #most: number;
  readonly #onError: (error: Error) => void;
  readonly #silenceMs: number;
  #lanes: Lane[] = [];
  #corked = new Set<pg.Client>();
  #watch: NodeJS.Timeout | undefined;

  constructor(config: pg.ClientConfig, { most, onError, silenceMs = SILENCE_MS }: PreparedReadsOptions) {
    this.#config = config;
    this.#most = most;
    this.#onError = onError;
    this.#silenceMs = silenceMs;
  }

  async query<R extends pg.QueryResultRow>(statement: Statement, values: unknown[]): Promise<R[]> {
    const lane = this.#pick();
    if (lane.pending++ === 0) lane.heardAt = Date.now();
    this.#watch ??= setInterval(() => this.#look(), this.#silenceMs / LOOKS).unref();
    try {
      const client = await lane.client;
      this.#cork(client);
      return await client.query(new PreparedQuery<R>(statement, values)).rows;
    } finally {
      lane.pending--;
      lane.heardAt = Date.now();
    }
  }

  /** Calls share connections: those beyond one a connection wait for nothing but their turn on the wire. */
  state(): PoolState {
    const busy = this.#lanes.filter(({ pending }) => pending > 0).length;
    const pending = this.#lanes.reduce((sum, lane) => sum + lane.pending, 0);
    return { busy, idle: this.#lanes.length - busy, waiting: pending - busy };
  }

  async close(): Promise<void> {
    clearInterval(this.#watch);
    const lanes = this.#lanes;
    this.#lanes = [];
    await Promise.all(lanes.map(({ client }) => client.then((open) => open.end()).catch(() => {})));
  }

  #pick(): Lane {
    const idlest = this.#lanes.reduce<Lane | undefined>(
      (least, lane) => (least && least.pending <= lane.pending ? least : lane),
      undefined,
    );
    if (idlest && (idlest.pending < SHARED_BY || this.#lanes.length >= this.#most)) return idlest;
    const lane: Lane = { client: this.#connect(() => this.#drop(lane)), pending: 0, heardAt: Date.now() };
    // A connection that never opened is no lane; who asked for it is told by their own query.
    lane.client.catch(() => this.#drop(lane));
    this.#lanes.push(lane);
    return lane;
  }

  async #connect(onEnd: () => void): Promise<pg.Client> {
    const client = new pg.Client({ ...this.#config, pipeline: true });
    client.on('error', (error) => {
      onEnd();
      this.#onError(error);
    });
    client.on('end', onEnd);
    await client.connect();
    return client;
  }

  #look(): void {
    for (const { client, pending, heardAt } of this.#lanes) {
      if (pending === 0 || Date.now() - heardAt < this.#silenceMs) continue;
      client.then(
        (open) => (open as unknown as WithSocket).connection.stream.destroy(new Error('Query read timeout')),
        () => {},
      );
    }
  }

  #drop(lane: Lane): void {
    this.#lanes = this.#lanes.filter((other) => other !== lane);
  }

  #cork(client: pg.Client): void {
    if (this.#corked.has(client)) return;
    const { stream } = (client as unknown as WithSocket).connection;
    // Those of workerd send what they are given.
    if (!stream.cork) return;
    this.#corked.add(client);
    stream.cork();
    setImmediate(() => {
      this.#corked.delete(client);
      stream.uncork();
    });
  }
}
