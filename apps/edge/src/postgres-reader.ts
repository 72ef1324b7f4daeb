/** As `pg` gives them: bytes that know their text. */
type Bytes = Uint8Array & { toString(encoding: 'latin1' | 'utf8', start: number, end: number): string };

/** Fields of a longer message are long themselves: nothing is won by reading them together. */
const LONGEST = 4_096;
const ASCII = /^[\0-\x7f]*$/;

/**
 * Reads what PostgreSQL says for `pg`, in the place of the reader of `pg-protocol`: that calls the runtime for the text of
 * each field, which on workerd takes longer than all else that is done with a row. Here a message is one call.
 */
export class BufferReader {
  offset = 0;
  buffer = new Uint8Array(0) as Bytes;
  /** Where the message at hand begins, after its length. */
  #message = 0;
  /** Its text from `#start` on, a character for each byte; null until it is asked for. */
  #text: string | null = null;
  #start = 0;
  /** Whether each character is what its byte says. */
  #isPlain = false;

  setBuffer(offset: number, buffer: Bytes): void {
    this.offset = offset;
    this.buffer = buffer;
    this.#message = offset;
    this.#text = null;
  }

  byte(): number {
    return this.buffer[this.offset++] as number;
  }

  int16(): number {
    return (((this.byte() << 8) | this.byte()) << 16) >> 16;
  }

  int32(): number {
    return (this.byte() << 24) | (this.byte() << 16) | (this.byte() << 8) | this.byte();
  }

  uint32(): number {
    return this.int32() >>> 0;
  }

  string(length: number): string {
    const start = this.offset;
    this.offset += length;
    return this.#textOf(start, this.offset);
  }

  /** Up to a zero. */
  cstring(): string {
    const start = this.offset;
    while (this.byte() > 0);
    return this.#textOf(start, this.offset - 1);
  }

  bytes(length: number): Uint8Array {
    this.offset += length;
    return this.buffer.subarray(this.offset - length, this.offset);
  }

  #textOf(start: number, end: number): string {
    const text = this.#text ?? this.#readFrom(start);
    const part = text.slice(start - this.#start, end - this.#start);
    const isWhole = part.length === end - start && (this.#isPlain || ASCII.test(part));
    return isWhole ? part : this.buffer.toString('utf8', start, end);
  }

  /** All that is left of the message, unless it is long. */
  #readFrom(start: number): string {
    const end = this.#end();
    this.#start = start;
    this.#text = end - start > LONGEST ? '' : this.buffer.toString('latin1', start, end);
    this.#isPlain = ASCII.test(this.#text);
    return this.#text;
  }

  /** Its length counts itself. */
  #end(): number {
    const { offset } = this;
    this.offset = this.#message - 4;
    const end = this.offset + this.int32();
    this.offset = offset;
    return end;
  }
}
