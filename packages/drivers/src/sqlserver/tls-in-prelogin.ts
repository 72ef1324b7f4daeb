import { Duplex } from 'node:stream';
import { wrongService } from '../diagnosis/wrong-service.ts';
import { HEADER, PACKET, packetHead, packets } from './packets.ts';

/**
 * What a TLS socket sits on while the handshake travels inside PRELOGIN packets ([MS-TDS] 3.2.5.1); after `open()` its
 * records go out and come in bare.
 */
export class TlsInPrelogin extends Duplex {
  readonly #wire: Duplex;
  readonly #flight: Buffer[] = [];
  #buffer: Buffer = Buffer.alloc(0);
  #bare = false;
  readonly #hear = (chunk: Buffer) => this.#take(chunk);
  readonly #leave = () => this.destroy();

  constructor(wire: Duplex) {
    super();
    this.#wire = wire;
    wire.on('data', this.#hear);
    wire.once('close', this.#leave);
  }

  /** The handshake is over: no packets around the records any more. */
  open(): void {
    this.#bare = true;
  }

  /** Gives the wire back: what comes from now on is not for TLS. */
  leave(): void {
    this.#wire.off('data', this.#hear);
    this.#wire.off('close', this.#leave);
  }

  override _read(): void {
    this.#wire.resume();
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    if (this.#bare) return void this.#wire.write(chunk, () => done());
    // The server waits for a whole flight in one message.
    if (this.#flight.push(chunk) === 1) {
      setImmediate(() => this.#wire.write(packets(PACKET.prelogin, Buffer.concat(this.#flight.splice(0)))));
    }
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.leave();
    done(error);
  }

  #take(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    while (this.#buffer.length > 0) {
      const whole = this.#bare ? this.#buffer.length : this.#packetLength();
      if (whole === null || this.#buffer.length < whole) return;
      const payload = this.#buffer.subarray(this.#bare ? 0 : HEADER, whole);
      this.#buffer = this.#buffer.subarray(whole);
      if (!this.push(payload)) this.#wire.pause();
    }
  }

  /** Null while the header is not complete, or was nonsense and has ended this. */
  #packetLength(): number | null {
    const head = packetHead(this.#buffer);
    if (!head) return null;
    const { type, length } = head;
    if ((type === PACKET.prelogin || type === PACKET.result) && length > HEADER) return length;
    this.destroy(wrongService('The server broke off the TLS handshake'));
    return null;
  }
}
