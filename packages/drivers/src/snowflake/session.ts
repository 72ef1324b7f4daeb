import type Snowflake from 'snowflake-sdk';
import type { Deadline } from '../driver.ts';
import type { HttpsDoor } from '../network/https-door.ts';
import { within } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import type { StageWalk } from '../stages/stage-walk.ts';
import { failureFrom } from './failure-from.ts';
import { neverThrowing } from './never-throwing.ts';
import { SESSION_SETTINGS } from './session-settings.ts';

export interface Wire {
  connection: Snowflake.Connection;
  door: HttpsDoor;
}
export interface SessionContext {
  walk: StageWalk;
  deadline: Deadline;
  secrets: readonly string[];
}

/** Rows handed on at a time. */
const BATCH = 1_000;
/** Rows of a small answer. */
const MAX_SMALL = 100_000;
/** An honest server has closed long before. */
const LINGER_MS = 250;

/** A session of an account, bounded by the call's deadline. */
export class Session implements Disposable {
  readonly #wire: Wire;
  readonly #context: SessionContext;

  constructor(wire: Wire, context: SessionContext) {
    this.#wire = wire;
    this.#context = context;
  }

  /** All rows of a small answer. */
  async query<Row>(sql: string, binds: string[] = []): Promise<Row[]> {
    const all: Row[] = [];
    for await (const rows of this.stream<Row>(sql, binds)) {
      for (const row of rows) all.push(row);
      if (all.length > MAX_SMALL) throw strangeAnswer();
    }
    return all;
  }

  /** The rows of a statement, some at a time, as they are fetched. */
  async *stream<Row>(sql: string, binds: string[] = []): AsyncGenerator<Row[], void> {
    const statement = await this.#guarded(this.#execute(sql, binds));
    const rows = statement.streamRows();
    // Once a statement and not once a row: what waits for this promise stays with it.
    this.#wire.door.broken.catch((error: Error) => rows.destroy(error));
    try {
      let batch: Row[] = [];
      for await (const row of rows) {
        batch.push(row);
        if (batch.length < BATCH) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    } catch (error) {
      throw this.#failureFrom(error);
    } finally {
      rows.destroy();
    }
  }

  /** Says good-bye and does not wait for the answer. */
  [Symbol.dispose](): void {
    const { connection, door } = this.#wire;
    const timer = setTimeout(() => door.destroy(), LINGER_MS);
    connection.destroy(() => {
      clearTimeout(timer);
      door.destroy();
    });
  }

  #execute(sqlText: string, binds: string[]): Promise<Snowflake.RowStatement> {
    const { connection } = this.#wire;
    const seconds = Math.max(1, Math.ceil(this.#context.deadline.remainingMs() / 1_000));
    const { promise, resolve, reject } = Promise.withResolvers<Snowflake.RowStatement>();
    connection.execute({
      sqlText,
      binds,
      streamResult: true,
      parameters: { ...SESSION_SETTINGS, STATEMENT_TIMEOUT_IN_SECONDS: seconds },
      complete: (error, statement) =>
        error ? reject(error) : resolve(neverThrowing(statement as Snowflake.RowStatement)),
    });
    return promise;
  }

  async #guarded<T>(work: Promise<T>): Promise<T> {
    try {
      return await within(this.#context.deadline, Promise.race([work, this.#wire.door.broken]));
    } catch (error) {
      throw this.#failureFrom(error);
    }
  }

  #failureFrom(error: unknown): StageFailure {
    const { walk, secrets } = this.#context;
    return failureFrom(error, { door: this.#wire.door, secrets, stage: walk.current });
  }
}

/** The server speaks the protocol and is yet no Snowflake that could be read. */
export function strangeAnswer(): StageFailure {
  return new StageFailure(
    'QUERY_FAILED',
    'The server answered something Snowflake would not',
    'Check with the owner of the connection what server this is',
  );
}
