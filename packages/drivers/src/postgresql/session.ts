import Cursor from 'pg-cursor';
import type { Deadline } from '../driver.ts';
import { within } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { cancelQuery } from './cancel-query.ts';
import { type RowDecoder, rowDecoder } from './row-decoder.ts';
import { isServerError, serverFailure } from './server-failure.ts';
import { SESSION_SETTINGS, SET_ENCODING } from './session-settings.ts';
import type { PostgresSettings } from './settings.ts';
import type { Wire } from './wire.ts';

/** An honest server has closed long before; one that has not gets no more of our sockets. */
const LINGER_MS = 250;
/** The server gives up on its own, but after this side has: the answer is then the same however the race ends. */
const AFTERWARDS_MS = 500;

/** A read-only transaction on a target, bounded by the call's deadline and by the server's own statement timeout. */
export class Session implements Disposable {
  /** As the server writes it, without the build: `18.4`. */
  readonly serverVersion: string;
  /** 18.4 is of release 18. */
  readonly release: number;
  /** The connection's own schema, else the server's `current_schema()`, else `public`. */
  readonly defaultSchema: string;
  readonly #wire: Wire;
  readonly #secrets: readonly string[];
  readonly #deadline: Deadline;
  readonly #decoder: RowDecoder;
  // Nobody is left to hear that it failed.
  readonly #onAbort = () => void cancelQuery(this.#wire).catch(() => {});

  private constructor(wire: Wire, settings: PostgresSettings, deadline: Deadline, hello: Hello) {
    this.#wire = wire;
    this.#secrets = settings.secrets;
    this.#deadline = deadline;
    this.serverVersion = /^[\w.]{1,40}/.exec(hello.version)?.[0] ?? '';
    this.release = Number.parseInt(this.serverVersion, 10) || 0;
    this.#decoder = rowDecoder(hello.encoding ?? 'UTF8');
    this.defaultSchema = settings.schema ?? schemaOf(hello, this.#decoder) ?? 'public';
    deadline.signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** One round trip. One snapshot for all statements: what is counted is what is read. */
  static async begin(wire: Wire, settings: PostgresSettings, deadline: Deadline) {
    const sql = `
      begin transaction isolation level repeatable read, read only;
      set local statement_timeout = ${Math.round(deadline.remainingMs()) + AFTERWARDS_MS};
      ${SET_ENCODING}
      select pg_catalog.current_setting('server_version') as version,
        pg_catalog.current_setting('server_encoding') as encoding,
        pg_catalog.encode(pg_catalog.convert_to(pg_catalog.current_schema()::pg_catalog.text,
          pg_catalog.current_setting('server_encoding')), 'hex') as schema;
      ${SESSION_SETTINGS}`;
    // The library answers a list for several statements, which its types do not know.
    const answers = await guarded(
      settings.secrets,
      deadline,
      () => wire.client.query(sql) as unknown as Promise<Answer[]>,
    );
    const rows = [answers].flat().flatMap((answer) => answer?.rows ?? []);
    const hello = rows.find(isHello);
    if (!hello) throw strangeAnswer();
    return new Session(wire, settings, deadline, hello);
  }

  /** One statement, its values as parameters. */
  async query<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const wrapped = this.#decoder.wrap(sql);
    const { rows } = await guarded(this.#secrets, this.#deadline, () => this.#wire.client.query(wrapped, values));
    return this.#decoder.rows(rows);
  }

  /** One statement whose rows come some at a time: the server makes no more of them than are taken. */
  async *stream<Row>(sql: string, values: unknown[], size: number): AsyncGenerator<Row[], void> {
    const cursor = this.#wire.client.query(new Cursor(this.#decoder.wrap(sql), values));
    // One read ahead: the server works on the next rows while these are worked on here.
    let ahead = cursor.read(size);
    for (let more = true; more; ) {
      const rows = await guarded(this.#secrets, this.#deadline, () => ahead);
      this.#wire.intake.read();
      more = rows.length === size;
      if (more) ahead = cursor.read(size);
      // Whoever leaves in between does not wait for it.
      ahead.catch(() => {});
      if (rows.length > 0) yield this.#decoder.rows(rows);
    }
  }

  /** Several statements without values. */
  async execute(sql: string): Promise<void> {
    await guarded(this.#secrets, this.#deadline, () => this.#wire.client.query(sql));
  }

  /** Says good-bye and does not wait for the answer. */
  [Symbol.dispose](): void {
    const { client, socket } = this.#wire;
    this.#deadline.signal.removeEventListener('abort', this.#onAbort);
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(timer));
    client.end().catch(() => {});
  }
}

interface Answer {
  rows: unknown[];
}
interface Hello {
  version: string;
  encoding?: string;
  /** Its bytes as hexadecimal digits. */
  schema: string | null;
}

/** Null where it is none, or has a name that could not be asked for. */
function schemaOf({ schema }: Hello, { text }: RowDecoder): string | null {
  const name = text(Buffer.from(schema ?? '', 'hex'));
  return name === '' || name.includes('\ufffd') ? null : name;
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
    // Past the login it is no other service, but one that has lost its way.
    if (error instanceof StageFailure) throw error.code === 'WRONG_SERVICE' ? strangeAnswer() : error;
    if (isServerError(error)) throw serverFailure(error, secrets);
    throw new StageFailure(
      'QUERY_FAILED',
      'The connection was closed while a query was running',
      'Try again; ask the DBA to look into the log of the server',
    );
  }
}
