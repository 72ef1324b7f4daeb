import type { Socket } from 'node:net';
import type { Connection } from 'mysql2';
import type { Deadline } from '../driver.ts';
import { endOf, within } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { type Flavour, flavourOf } from './flavour.ts';
import { isServerError, serverFailure } from './server-failure.ts';
import { sessionSettings } from './session-settings.ts';
import type { MysqlSettings } from './settings.ts';

/** An honest server has closed long before; one that has not gets no more of our sockets. */
const LINGER_MS = 250;
/** The server gives up on its own, but after this side has: the answer is then the same however the race ends. */
const AFTERWARDS_MS = 500;
/** Answers that are not streamed are a few rows. */
const MAX_ROWS = 20_000;
const ROWS_AHEAD = 256;

export type Cell = string | number | Buffer | null;
export type Row = Cell[];

/** A read-only session on a target, bounded by the call's deadline and by the server's own statement timeout. */
export class Session implements Disposable {
  readonly flavour: Flavour;
  /** The connection's own schema, else its database; null where it has neither. */
  readonly defaultSchema: string | null;
  readonly #connection: Connection;
  readonly #socket: Socket;
  readonly #secrets: readonly string[];
  readonly #deadline: Deadline;
  #broken: ((error: unknown) => void) | null = null;

  private constructor(connection: Connection, socket: Socket, settings: MysqlSettings, deadline: Deadline) {
    this.#connection = connection;
    this.#socket = socket;
    this.#secrets = settings.secrets;
    this.#deadline = deadline;
    this.defaultSchema = settings.defaultSchema;
    this.flavour = { mariadb: false, release: 0, name: '' };
    connection.on('error', (error) => this.#broken?.(error));
  }

  /** Reads the version, and then says how this session is to be. */
  static async begin(connection: Connection, socket: Socket, settings: MysqlSettings, deadline: Deadline) {
    const session = new Session(connection, socket, settings, deadline);
    const [row] = await session.query('select version()');
    const flavour = flavourOf(String(row?.[0] ?? ''));
    if (!flavour) throw strangeAnswer();
    Object.assign(session, { flavour });
    await session.query(sessionSettings(flavour));
    await session.query('set session transaction read only');
    await session.#limitStatements();
    return session;
  }

  /** As the server names itself, without the build. */
  get serverVersion(): string {
    return this.flavour.name;
  }

  /** One statement; its values travel apart from it. */
  async query(sql: string, values: string[] = []): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const batch of this.stream(sql, values)) {
      if (rows.push(...batch) > MAX_ROWS) throw strangeAnswer();
    }
    return rows;
  }

  /** The rows of one statement as they come, some hundred at a time; leaving before the end closes the connection. */
  async *stream(sql: string, values: string[] = []): AsyncGenerator<Row[], void> {
    const connection = this.#connection;
    // Without values the text protocol: not every statement can be prepared.
    const command = values.length > 0 ? connection.execute({ sql, values }) : connection.query({ sql });
    let rows: Row[] = [];
    let ended = false;
    let complete = false;
    let news = Promise.withResolvers<void>();
    const fail = (error: unknown) => {
      news.reject(error);
      // It may come when nobody waits, and is heard of at the next wait.
      news.promise.catch(() => {});
    };
    this.#broken = fail;
    command.on('error', fail);
    command.on('result', (row: unknown) => {
      // What is no row is the acknowledgement of a statement that answers none.
      if (Array.isArray(row) && rows.push(row) >= ROWS_AHEAD) {
        connection.pause();
        news.resolve();
      }
    });
    command.on('end', () => {
      ended = true;
      news.resolve();
    });
    try {
      for (;;) {
        await within(this.#deadline, news.promise);
        const last = ended;
        const batch = rows;
        rows = [];
        if (!last) news = Promise.withResolvers();
        if (batch.length > 0) yield batch;
        if (last) break;
        connection.resume();
      }
      complete = true;
    } catch (error) {
      throw this.#failureOf(error);
    } finally {
      this.#broken = null;
      if (!complete) this.#socket.destroy();
    }
  }

  /** Says good-bye and does not wait for the answer. */
  [Symbol.dispose](): void {
    const socket = this.#socket;
    if (socket.destroyed) return;
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(timer));
    this.#connection.end(() => {});
  }

  async #limitStatements(): Promise<void> {
    const { mariadb, release } = this.flavour;
    const ms = Math.round(this.#deadline.remainingMs()) + AFTERWARDS_MS;
    const settings = mariadb ? [`max_statement_time = ${ms / 1000}`] : [`max_execution_time = ${ms}`];
    // Otherwise row estimates are those of up to a day ago.
    if (!mariadb && release >= 800) settings.push('information_schema_stats_expiry = 0');
    const known = mariadb ? release >= 1001 : release >= 507;
    if (known) await this.query(`set session ${settings.join(', session ')}`);
  }

  #failureOf(error: unknown): StageFailure {
    // Past the login it is no other service, but one that has lost its way.
    if (error instanceof StageFailure) return error.code === 'WRONG_SERVICE' ? strangeAnswer() : error;
    if (this.#deadline.signal.aborted) return endOf(this.#deadline);
    if (isServerError(error)) return serverFailure(error, this.#secrets);
    return new StageFailure(
      'QUERY_FAILED',
      'The connection broke while a query was running',
      'Try again; ask the DBA to look into the log of the server',
    );
  }
}

/** The server speaks the protocol and is yet no MySQL that could be read. */
export function strangeAnswer(): StageFailure {
  return new StageFailure(
    'QUERY_FAILED',
    'The server answered something MySQL would not',
    'Check with the owner of the connection what server this is: MySQL 8 or MariaDB 10.5 or later is needed',
  );
}
