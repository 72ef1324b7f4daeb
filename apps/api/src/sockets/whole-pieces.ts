import { IncomingMessage } from 'node:http';

/** More pieces than this in one read of a socket are not how anybody's data falls, and cost more than they weigh. */
const MANY = 512;
/** How long such a sender waits for the next read. */
const PAUSE_MS = 200;

/**
 * A request whose body comes in the pieces that the network made, not in those of its sender: in pieces of one byte it
 * would cost a thousand times what it weighs. Who sends like that is read slowly, so that others are not.
 */
export class WholePieces extends IncomingMessage {
  #waiting: Buffer[] = [];
  #hasRoom = true;

  override push(chunk: unknown, encoding?: BufferEncoding): boolean {
    if (!Buffer.isBuffer(chunk)) {
      this.#flush();
      return super.push(chunk, encoding);
    }
    const count = this.#waiting.push(chunk);
    // The parser tells piece by piece, with all that is due in between: only this comes after all of a read.
    if (count === 1) setImmediate(() => this.#afterRead());
    return this.#hasRoom && count < MANY;
  }

  override _read(size: number): void {
    this.#hasRoom = true;
    // What comes after the pause asks again.
    if (this.#waiting.length < MANY) super._read(size);
  }

  #afterRead(): void {
    if (this.#waiting.length < MANY) this.#flush();
    else setTimeout(() => this.#flush(), PAUSE_MS);
  }

  #flush(): void {
    const pieces = this.#waiting;
    if (pieces.length === 0 || this.destroyed) return;
    this.#waiting = [];
    this.#hasRoom = super.push(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces));
  }
}
