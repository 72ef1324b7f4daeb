import type mssql from 'mssql';
import type { HandedOver } from './hand-over.ts';

/** Rows handed out at once, or as many as came with this many bytes. */
const BATCH_ROWS = 200;
const BATCH_BYTES = 256 * 1024;

/** The rows of a request in batches; while nobody takes them, none are read. */
export class RowStream<Row> {
  readonly #request: mssql.Request;
  readonly #stream: HandedOver;
  #rows: Row[] = [];
  #waiting = Promise.withResolvers<void>();
  #ended = false;
  #failure: unknown = null;

  constructor(request: mssql.Request, stream: HandedOver, sql: string) {
    this.#request = request;
    this.#stream = stream;
    request.stream = true;
    request.on('row', (row: Row) => this.#take(row));
    // The end comes after an error, too: until then the library is not done with the answer.
    request.on('error', (error: unknown) => {
      this.#failure ??= error;
    });
    request.on('done', () => this.#end());
    request.query(sql).then(
      () => this.#end(),
      (error: unknown) => {
        this.#failure ??= error;
        this.#end();
      },
    );
  }

  /** Null at the end. */
  async next(): Promise<Row[] | null> {
    if (!this.#ended && this.#rows.length < BATCH_ROWS) {
      this.#request.resume();
      await this.#waiting.promise;
    }
    if (this.#failure !== null) throw this.#failure;
    const rows = this.#rows;
    this.#rows = [];
    this.#waiting = Promise.withResolvers();
    this.#stream.taken();
    if (rows.length > 0) return rows;
    return this.#ended ? null : this.next();
  }

  #take(row: Row): void {
    this.#rows.push(row);
    if (this.#rows.length < BATCH_ROWS && this.#stream.untaken < BATCH_BYTES) return;
    this.#request.pause();
    this.#waiting.resolve();
  }

  #end(): void {
    this.#ended = true;
    this.#waiting.resolve();
  }
}
