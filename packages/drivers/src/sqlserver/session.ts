import type { Socket } from 'node:net';
import mssql from 'mssql';
import type { Deadline } from '../driver.ts';
import { endOf, within } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import type { HandedOver } from './hand-over.ts';
import { productText } from './product-text.ts';
import { RowStream } from './row-stream.ts';
import { isServerError, serverFailure } from './server-failure.ts';
import { SESSION_SETTINGS } from './session-settings.ts';
import type { SqlServerSettings } from './settings.ts';

/** The server gives up on a lock of its own, but after this side has: the answer is the same however the race ends. */
const AFTERWARDS_MS = 500;

/** Parameters of a statement by name; all are strings. */
export type Parameters = Record<string, string>;

interface Opened {
  pool: mssql.ConnectionPool;
  stream: HandedOver;
  socket: Socket;
  settings: SqlServerSettings;
  deadline: Deadline;
}

/** A logged-in session, bounded by the call's deadline. */
export class Session implements Disposable {
  readonly #opened: Opened;
  /** `SQL Server 2022 16.0.4135.4` */
  readonly serverVersion: string;
  readonly defaultSchema: string;
  /** Of the database; null where it is not told. */
  readonly collation: string | null;

  private constructor(opened: Opened, hello: Hello) {
    this.#opened = opened;
    this.serverVersion = productText(hello.version, hello.edition);
    this.defaultSchema = hello.defaultSchema ?? 'dbo';
    this.collation = hello.collation ?? null;
  }

  /** As a batch, not as a call: settings made inside of one end with it. SQL Server has no statement timeout. */
  static async begin(opened: Opened): Promise<Session> {
    const { pool, deadline } = opened;
    const batch = `${SESSION_SETTINGS}
      SET LOCK_TIMEOUT ${Math.round(deadline.remainingMs()) + AFTERWARDS_MS};
      SET DEADLOCK_PRIORITY LOW;
      SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)) AS version,
        CAST(SERVERPROPERTY('EngineEdition') AS int) AS edition,
        SCHEMA_NAME() AS defaultSchema,
        CAST(DATABASEPROPERTYEX(DB_NAME(), 'Collation') AS nvarchar(128)) AS collation`;
    const { recordset } = await guarded(opened, () => pool.request().batch<Hello>(batch));
    const hello: unknown = recordset?.[0];
    if (!isHello(hello)) throw strangeAnswer();
    return new Session(opened, hello);
  }

  /** Milliseconds that the call has left. */
  remainingMs(): number {
    return this.#opened.deadline.remainingMs();
  }

  /** One statement whose rows are few. */
  async query<Row>(sql: string, parameters: Parameters = {}): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const batch of this.stream<Row>(sql, parameters)) {
      for (const row of batch) rows.push(row);
      if (rows.length > MAX_ROWS) throw strangeAnswer();
    }
    return rows;
  }

  /** One statement that answers one row, the last of a session: what else comes is never read. */
  async first<Row>(sql: string): Promise<Row | undefined> {
    for await (const [row] of this.stream<Row>(sql)) return row;
    return undefined;
  }

  /** One statement, its rows some hundred at a time and read no faster than they are taken. */
  async *stream<Row>(sql: string, parameters: Parameters = {}): AsyncGenerator<Row[], void> {
    const { pool, stream, deadline } = this.#opened;
    const request = pool.request();
    for (const [name, value] of Object.entries(parameters)) request.input(name, mssql.NVarChar, value);
    const rows = new RowStream<Row>(request, stream, sql);
    for (;;) {
      const batch = await guarded(this.#opened, () => within(deadline, rows.next()));
      if (batch === null) return;
      yield batch;
    }
  }

  [Symbol.dispose](): void {
    const { pool, socket, stream } = this.#opened;
    stream.destroy();
    socket.destroy();
    void pool.close().catch(() => {});
  }
}

/** As many databases and schemas as there can be, each 32,767. */
const MAX_ROWS = 70_000;

interface Hello {
  version: string;
  edition: number;
  defaultSchema: string | null;
  collation: string | null;
}

function isHello(row: unknown): row is Hello {
  if (typeof row !== 'object' || row === null) return false;
  const { version, edition, defaultSchema, collation } = row as Partial<Record<keyof Hello, unknown>>;
  const isText = (value: unknown) => value === null || value === undefined || typeof value === 'string';
  return typeof version === 'string' && typeof edition === 'number' && isText(defaultSchema) && isText(collation);
}

/** The server speaks the protocol and is yet no SQL Server that could be read. */
export function strangeAnswer(): StageFailure {
  return new StageFailure(
    'QUERY_FAILED',
    'The server answered something SQL Server would not',
    'Check with the owner of the connection what server this is: SQL Server 2016 or later is needed',
  );
}

async function guarded<T>({ settings, stream, deadline }: Opened, run: () => Promise<T>): Promise<T> {
  try {
    return await within(deadline, run());
  } catch (error) {
    if (deadline.signal.aborted) throw endOf(deadline);
    const failure = error instanceof StageFailure ? error : stream.failure;
    // Past the login it is no other service, but one that has lost its way.
    if (failure instanceof StageFailure) throw failure.code === 'WRONG_SERVICE' ? strangeAnswer() : failure;
    if (isServerError(error)) throw serverFailure(error, settings.secrets);
    throw new StageFailure(
      'QUERY_FAILED',
      'The connection was closed while a query was running',
      'Try again; ask the DBA to look into the log of the server',
    );
  }
}
