/** A statement of one line, or a COPY with the rows that follow it. */
export type DumpPart = { kind: 'statement'; sql: string } | { kind: 'copy'; sql: string; rows: AsyncIterable<Buffer> };

const NEWLINE = 10;
const END = '\\.';

/** Reads a dump part by part. The rows of a COPY have to be read before the next part is asked for. */
export async function* readDump(source: AsyncIterable<Buffer>): AsyncGenerator<DumpPart> {
  const lines = new Lines(source);
  for (let line = await lines.next(); line !== null; line = await lines.next()) {
    const text = line.toString().trim();
    if (text === '' || text.startsWith('--')) continue;
    if (text.startsWith('COPY ')) yield { kind: 'copy', sql: text, rows: rowsOf(lines) };
    else yield { kind: 'statement', sql: text };
  }
}

async function* rowsOf(lines: Lines): AsyncGenerator<Buffer> {
  for (;;) {
    const batch = await lines.batch();
    if (batch === null) throw new Error('The dump ends within a table');
    if (batch.length > 0) yield batch;
    if (lines.atEnd) {
      lines.atEnd = false;
      return;
    }
  }
}

/** The lines of a stream, one by one, or as many at once as have arrived. */
class Lines {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);
  /** Whether the last batch was followed by the end of its table. */
  atEnd = false;

  constructor(source: AsyncIterable<Buffer>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  async next(): Promise<Buffer | null> {
    for (;;) {
      const at = this.#rest.indexOf(NEWLINE);
      if (at !== -1) return this.#take(at + 1);
      if (!(await this.#more())) return this.#rest.length > 0 ? this.#take(this.#rest.length) : null;
    }
  }

  /** Whole lines up to the end of a table, which is swallowed. */
  async batch(): Promise<Buffer | null> {
    for (;;) {
      const end = this.#endOfTable();
      if (end !== -1) {
        this.atEnd = true;
        const rows = this.#take(end);
        await this.next();
        return rows;
      }
      const last = this.#rest.lastIndexOf(NEWLINE);
      if (last !== -1) return this.#take(last + 1);
      if (!(await this.#more())) return null;
    }
  }

  /** A backslash is doubled in every row: a line of its own with one and a point is none. */
  #endOfTable(): number {
    if (this.#rest.subarray(0, 3).toString() === `${END}\n`) return 0;
    const at = this.#rest.indexOf(`\n${END}\n`);
    return at === -1 ? -1 : at + 1;
  }

  #take(length: number): Buffer {
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#chunks.next();
    if (done) return false;
    this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
    return true;
  }
}
