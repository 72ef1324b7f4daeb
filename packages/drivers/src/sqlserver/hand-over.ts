import { Duplex } from 'node:stream';
import { wrongService } from '../diagnosis/wrong-service.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import type { Channel } from './negotiate.ts';
import { HEADER, PACKET, packetHead, packets } from './packets.ts';
import { ENCRYPT, preloginMessage } from './prelogin.ts';

/** Most bytes a server may send before something of it has been taken: no honest row is near this. */
const MAX_UNTAKEN = 8 * 1024 * 1024;

/**
 * The stream that the client library takes for a freshly connected socket. PRELOGIN and TLS are over: its own PRELOGIN
 * is answered here, and the rest goes to the server. What comes in is looked at first, so that nothing but packets of
 * bounded size reaches its parser.
 */
export class HandedOver extends Duplex {
  readonly #channel: Channel;
  readonly #in: Duplex;
  #out: Duplex;
  #outgoing: Buffer = Buffer.alloc(0);
  #messages = 0;
  /** Bytes of the incoming packet that are still to come. */
  #expected = 0;
  #header: Buffer = Buffer.alloc(0);
  #untaken = 0;
  /** Why it ended, where that is known. `begun` is emitted when the library first writes. */
  failure: Error | null = null;

  constructor(channel: Channel) {
    super();
    const { socket, secure, loginOnly } = channel;
    this.#channel = channel;
    this.#in = secure ?? socket;
    this.#out = secure ?? loginOnly?.secure ?? socket;
    this.#in.on('error', (error) => this.#fail(error));
    this.#in.once('end', () => this.push(null));
    // An error, because while it logs in the library would wait on after a mere close.
    socket.once('close', () => this.#fail(new Error('closed')));
    if (!loginOnly) this.#listen();
  }

  /** Something has been read of what was sent: the server may send as much again. */
  taken(): void {
    this.#untaken = 0;
  }

  get untaken(): number {
    return this.#untaken;
  }

  /** The library sets these on its socket; the real one has them already. */
  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  override _read(): void {
    this.#in.resume();
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#messages === 0 && this.#outgoing.length === 0) this.emit('begun');
    if (this.#messages > 1) return void this.#out.write(chunk, () => done());
    this.#outgoing = Buffer.concat([this.#outgoing, chunk]);
    for (let head = packetHead(this.#outgoing); head; head = packetHead(this.#outgoing)) {
      if (head.length < HEADER || this.#outgoing.length < head.length) break;
      const one = this.#outgoing.subarray(0, head.length);
      this.#outgoing = this.#outgoing.subarray(head.length);
      this.#send(one, head.last);
    }
    done();
  }

  /** The first message is PRELOGIN, the second the login. */
  #send(packet: Buffer, last: boolean): void {
    if (this.#messages > 0) this.#out.write(packet);
    else if (last) this.push(packets(PACKET.result, preloginMessage(ENCRYPT.notSupported)));
    if (!last) return;
    this.#messages++;
    if (this.#messages === 2 && this.#channel.loginOnly) this.#leaveTls();
  }

  /** After the login everything is in the clear again, and the answer to it already is. */
  #leaveTls(): void {
    this.#channel.loginOnly?.leave();
    this.#out = this.#channel.socket;
    this.#listen();
  }

  #listen(): void {
    this.#in.on('data', (chunk: Buffer) => this.#hear(chunk));
  }

  #hear(chunk: Buffer): void {
    this.#untaken += chunk.length;
    if (this.#untaken > MAX_UNTAKEN) this.#fail(tooMuch());
    else if (!this.#wellFormed(chunk)) this.#fail(wrongService('The server broke the protocol of SQL Server'));
    else if (!this.push(chunk)) this.#in.pause();
  }

  /** Follows the packets through the chunks without holding any. */
  #wellFormed(chunk: Buffer): boolean {
    let at = 0;
    while (at < chunk.length) {
      if (this.#expected === 0) {
        const missing = HEADER - this.#header.length;
        this.#header = Buffer.concat([this.#header, chunk.subarray(at, at + missing)]);
        at += missing;
        const head = packetHead(this.#header);
        if (this.#header[0] !== PACKET.result) return false;
        if (!head) return true;
        if (head.length < HEADER) return false;
        this.#expected = head.length - HEADER;
        this.#header = Buffer.alloc(0);
      } else {
        const part = Math.min(this.#expected, chunk.length - at);
        this.#expected -= part;
        at += part;
      }
    }
    return true;
  }

  #fail(error: Error): void {
    this.failure ??= error;
    this.#channel.socket.destroy();
    this.destroy(error);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#channel.secure?.destroy();
    this.#channel.socket.destroy();
    done(error);
  }
}

export function tooMuch(): StageFailure {
  return new StageFailure(
    'QUERY_FAILED',
    'The server sent more than an answer can hold',
    'Ask the owner of the connection what the server is; narrow the request down if it is the right one',
  );
}
