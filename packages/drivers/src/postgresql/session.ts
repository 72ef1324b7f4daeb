import type { Socket } from 'node:net';
import type pg from 'pg';
import { type Deadline, within } from '../diagnosis/deadline.ts';
import { StageFailure } from '../diagnosis/stage-failure.ts';
import { isServerError, serverFailure } from './server-failure.ts';
import type { PostgresSettings } from './settings.ts';

/** An honest server has closed long before; one that has not gets no more of our sockets. */
const LINGER_MS = 250;
/** The server gives up on its own, but after this side has: the answer is then the same however the race ends. */
const AFTERWARDS_MS = 500;

/** A read-only transaction on a target, bounded by the call's deadline and by the server's own statement timeout. */
export class Session implements Disposable {
  /** As the server writes it, without the build: `18.4`. */
  readonly serverVersion: string;
  /** The connection's own schema, else the server's `current_schema()`, else `public`. */
  readonly defaultSchema: string;
  readonly #client: pg.Client;
  readonly #socket: Socket;
  readonly #secrets: readonly string[];
  readonly #deadline: Deadline;

  private constructor(client: pg.Client, socket: Socket, settings: PostgresSettings, deadline: Deadline, hello: Hello) {
    this.#client = client;
    this.#socket = socket;
    this.#secrets = settings.secrets;
    this.#deadline = deadline;
    this.serverVersion = /^[\w.]{1,40}/.exec(hello.version)?.[0] ?? '';
    this.defaultSchema = settings.schema ?? hello.schema ?? 'public';
  }

  /** One round trip. Everything is local to the transaction: a pooler in between hands nothing of it to others. */
  static async begin(client: pg.Client, socket: Socket, settings: PostgresSettings, deadline: Deadline) {
    const sql = `
      begin transaction read only;
      set local statement_timeout = ${Math.round(deadline.remainingMs()) + AFTERWARDS_MS};
      select pg_catalog.current_setting('server_version') as version, pg_catalog.current_schema() as schema`;
    // The library answers a list for several statements, which its types do not know.
    const answers = await guarded(settings.secrets, deadline, () => client.query(sql) as unknown as Promise<Answer[]>);
    const hello = [answers].flat().at(-1)?.rows[0];
    if (!isHello(hello)) throw strangeAnswer();
    return new Session(client, socket, settings, deadline, hello);
  }

  /** One statement, its values as parameters. */
  async query<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await guarded(this.#secrets, this.#deadline, () => this.#client.query(sql, values));
    return rows as Row[];
  }

  /** Several statements without values. */
  async execute(sql: string): Promise<void> {
    await guarded(this.#secrets, this.#deadline, () => this.#client.query(sql));
  }

  /** Says good-bye and does not wait for the answer. */
  [Symbol.dispose](): void {
    const socket = this.#socket;
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(timer));
    this.#client.end().catch(() => {});
  }
}

interface Answer {
  rows: unknown[];
}
interface Hello {
  version: string;
  schema: string | null;
}

function isHello(row: unknown): row is Hello {
  return typeof row === 'object' && row !== null && 'version' in row && typeof row.version === 'string';
}

/** The server speaks the protocol and is yet no PostgreSQL that could be read. */
export function strangeAnswer(): StageFailure {
  return new StageFailure(
    'QUERY_FAILED',
    'The server answered something PostgreSQL would not',
    'Check with the owner of the connection what server this is: PostgreSQL 12 or later is needed',
  );
}

async function guarded<T>(secrets: readonly string[], deadline: Deadline, run: () => Promise<T>): Promise<T> {
  try {
    return await within(deadline, run());
  } catch (error) {
    if (error instanceof StageFailure) throw error;
    if (isServerError(error)) throw serverFailure(error, secrets);
    throw new StageFailure(
      'QUERY_FAILED',
      'The connection was closed while a query was running',
      'Try again; ask the DBA to look into the log of the server',
    );
  }
}
