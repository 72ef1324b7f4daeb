import { type DBSQLClient, thrift } from '@databricks/sql';
import type { Deadline } from '../driver.ts';
import type { HttpsDoor } from '../network/https-door.ts';
import { within } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import type { StageWalk } from '../stages/stage-walk.ts';
import { failureFrom } from './failure-from.ts';
import { warehouseStarting } from './http-failure.ts';

/** The library's own types of a session and of an operation, which it does not export by name. */
export type SqlSession = Awaited<ReturnType<DBSQLClient['openSession']>>;
export type Operation = Awaited<ReturnType<SqlSession['executeStatement']>>;

export interface Wire {
  session: SqlSession;
  door: HttpsDoor;
}
export interface SessionContext {
  walk: StageWalk;
  deadline: Deadline;
  secrets: readonly string[];
}

/** Rows asked for at a time. */
const CHUNK = 2_000;
/** An honest server has closed long before. */
const LINGER_MS = 250;
const { PENDING_STATE, INITIALIZED_STATE } = thrift.TCLIService_types.TOperationState;

/** Values of named parameters, `:name` in the statement. */
export type Parameters = Record<string, string>;

/** A session in a SQL warehouse, bounded by the call's deadline. */
export class Session implements Disposable {
  readonly #wire: Wire;
  readonly #context: SessionContext;
  /** Whether the statement that is waited for has not begun yet. */
  #queued = false;

  constructor(wire: Wire, context: SessionContext) {
    this.#wire = wire;
    this.#context = context;
  }

  /** The rows of a small answer: no more than one chunk is read. */
  async query<Row>(sql: string, parameters: Parameters = {}): Promise<Row[]> {
    for await (const rows of this.stream<Row>(sql, parameters)) return rows;
    return [];
  }

  /** The rows of a statement, some at a time: the server keeps the rest until it is asked for. */
  stream<Row>(sql: string, parameters: Parameters = {}): AsyncGenerator<Row[], void> {
    const queryTimeout = Math.max(1, Math.ceil(this.#context.deadline.remainingMs() / 1_000));
    return this.rowsOf((session) =>
      session.executeStatement(sql, {
        namedParameters: parameters,
        maxRows: CHUNK,
        queryTimeout,
        useCloudFetch: false,
        useLZ4Compression: false,
      }),
    );
  }

  /** The same for any call that begins an operation. */
  async *rowsOf<Row>(begin: (session: SqlSession) => Promise<Operation>): AsyncGenerator<Row[], void> {
    const operation = await this.#guarded(begin(this.#wire.session));
    const callback = ({ operationState }: { operationState?: unknown }) => {
      this.#queued = operationState === PENDING_STATE || operationState === INITIALIZED_STATE;
    };
    try {
      await this.#guarded(operation.finished({ callback }));
      this.#queued = false;
      for (let more = true; more; more = await this.#guarded(operation.hasMoreRows())) {
        const rows = await this.#guarded(operation.fetchChunk({ maxRows: CHUNK }));
        if (rows.length > 0) yield rows as Row[];
      }
    } finally {
      operation.close().catch(() => {});
    }
  }

  /** Says good-bye and does not wait for the answer. */
  [Symbol.dispose](): void {
    const { session, door } = this.#wire;
    const timer = setTimeout(() => door.destroy(), LINGER_MS);
    const hangUp = () => {
      clearTimeout(timer);
      door.destroy();
    };
    session.close().then(hangUp, hangUp);
  }

  async #guarded<T>(work: Promise<T>): Promise<T> {
    const { walk, deadline, secrets } = this.#context;
    try {
      return await within(deadline, Promise.race([work, this.#wire.door.broken]));
    } catch (error) {
      const failure = failureFrom(error, { door: this.#wire.door, secrets, stage: walk.current });
      throw this.#queued && failure.code === 'TIMEOUT' ? warehouseStarting() : failure;
    }
  }
}

/** The server speaks the protocol and is yet no Databricks that could be read. */
export function strangeAnswer(): StageFailure {
  return new StageFailure(
    'QUERY_FAILED',
    'The server answered something Databricks would not',
    'Check with the owner of the connection what server this is',
  );
}
