import pg from 'pg';
import type { Statement } from './statements.ts';
import { timestampTypes } from './timestamps.ts';

/** Calls on one connection at once before another is opened. */
const SHARED_BY = 6;
/** A read that takes longer takes its connection down: whoever waits behind it must not wait for ever. */
const QUERY_TIMEOUT_MS = 10_000;

interface Lane {
  client: Promise<pg.Client>;
  pending: number;
}

/** The part of pg's client that its types leave out. */
interface WithSocket {
  connection: { stream: { cork(): void; uncork(): void } };
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
  #lanes: Lane[] = [];
  #corked = new Set<pg.Client>();

  constructor(config: pg.ClientConfig, most: number, onError: (error: Error) => void) {
    this.#config = { ...config, types: timestampTypes, query_timeout: QUERY_TIMEOUT_MS };
    this.#most = most;
    this.#onError = onError;
  }

  async query<R extends pg.QueryResultRow>(statement: Statement, values: unknown[]): Promise<R[]> {
    const lane = this.#pick();
    lane.pending++;
    try {
      const client = await lane.client;
      this.#cork(client);
      const { name, text } = statement;
      return (await client.query<R>({ name, text, values })).rows;
    } finally {
      lane.pending--;
    }
  }

  async close(): Promise<void> {
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
    const lane: Lane = { client: this.#connect(() => this.#drop(lane)), pending: 0 };
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

  #drop(lane: Lane): void {
    this.#lanes = this.#lanes.filter((other) => other !== lane);
  }

  #cork(client: pg.Client): void {
    if (this.#corked.has(client)) return;
    const { stream } = (client as unknown as WithSocket).connection;
    this.#corked.add(client);
    stream.cork();
    setImmediate(() => {
      this.#corked.delete(client);
      stream.uncork();
    });
  }
}
