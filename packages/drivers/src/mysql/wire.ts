import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { wrongService } from '../diagnosis/wrong-service.ts';
import { StageFailure } from '../stages/stage-failure.ts';

/** The longest packet an honest catalogue sends is a row with a comment or an expression of 64 KiB. */
const MAX_PACKET = 1024 * 1024;
/** Most bytes of one call: ten times those of a catalogue with a hundred thousand tables. */
const MAX_BYTES = 2 * 1024 * 1024 * 1024;
const HEADER = 4;

/**
 * Stands between the client library and the socket, so that the one can stay while the other is encrypted. What comes
 * in is cut into packets just as far as it takes to see that none is longer than it should be.
 */
export class Wire extends Duplex {
  #socket: Socket;
  #received = 0;
  #header: number[] = [];
  #left = 0;

  constructor(socket: Socket, greeting: Buffer) {
    super({ readableHighWaterMark: 64 * 1024 });
    this.#socket = socket;
    this.push(greeting);
    this.#attach();
  }

  /** Goes on over another socket, the encrypted one around the first. */
  continueOver(secure: Socket): void {
    this.release();
    this.#socket = secure;
    this.#attach();
  }

  /** Reads no more from the socket, which is somebody else's now. */
  release(): void {
    this.#socket.off('data', this.#onData).off('end', this.#onEnd).off('close', this.#onClose);
    this.#socket.off('error', this.#onError);
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, done);
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }

  #attach(): void {
    this.#socket.on('data', this.#onData).on('end', this.#onEnd).on('close', this.#onClose).on('error', this.#onError);
  }

  readonly #onEnd = () => this.push(null);
  readonly #onClose = () => this.destroy();
  readonly #onError = (error: Error) => this.destroy(error);
  readonly #onData = (chunk: Buffer) => {
    try {
      this.#check(chunk);
    } catch (error) {
      this.destroy(error as Error);
      return;
    }
    if (!this.push(chunk)) this.#socket.pause();
  };

  #check(chunk: Buffer): void {
    this.#received += chunk.length;
    if (this.#received > MAX_BYTES) throw tooMuch();
    let at = 0;
    while (at < chunk.length) {
      if (this.#left > 0) {
        const taken = Math.min(this.#left, chunk.length - at);
        this.#left -= taken;
        at += taken;
      } else {
        this.#header.push(chunk[at++] ?? 0);
        if (this.#header.length === HEADER) this.#begin();
      }
    }
  }

  #begin(): void {
    const [low = 0, middle = 0, high = 0] = this.#header;
    this.#header = [];
    this.#left = low + (middle << 8) + (high << 16);
    if (this.#left > MAX_PACKET) throw wrongService('The server sends packets that MySQL would not');
  }
}

function tooMuch(): StageFailure {
  return new StageFailure(
    'QUERY_FAILED',
    'The server sent more than an answer can hold',
    'Ask the owner of the connection what the server is; narrow the request down if it is the right one',
  );
}
