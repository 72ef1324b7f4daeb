import { connect, type Socket } from 'cloudflare:sockets';
import { EventEmitter } from 'node:events';

/** A list of some rows is read at once: each read is a turn of its own, and copies what it takes. */
const READ_BYTES = 16_384;
const NOTHING = () => {};

/**
 * What `pg` speaks over on workerd, in the place of `pg-cloudflare`: what one turn sends leaves in one piece, as under load
 * most of the price of a small query is each write and read by itself.
 */
export class CloudflareSocket extends EventEmitter {
  writable = false;
  destroyed = false;
  readonly #secure: boolean;
  #socket: Socket | undefined;
  #writer: WritableStreamDefaultWriter<Uint8Array> | undefined;
  #reader: ReadableStreamBYOBReader | undefined;
  #unsent: Uint8Array[] = [];
  #whenSent: (() => void)[] = [];

  /** Whether it is secured later on, by `startTls`. */
  constructor(secure: boolean) {
    super();
    this.#secure = secure;
  }

  connect(port: number, host: string): void {
    this.#attach(connect({ hostname: host, port }, { secureTransport: this.#secure ? 'starttls' : 'off' }));
    void this.#listen(this.#secure);
    this.#opened();
  }

  async #opened(): Promise<void> {
    try {
      await this.#socket?.opened;
      this.writable = true;
      this.emit('connect');
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Secures it: what is there already is the peer's word that it may be. */
  startTls(): void {
    const plain = this.#socket;
    this.#reader?.releaseLock();
    this.#writer?.releaseLock();
    if (!plain) return;
    this.#attach(plain.startTls());
    void this.#listen(false);
  }

  write(data: Uint8Array | string, encoding?: BufferEncoding | (() => void), whenSent?: () => void): boolean {
    const done = typeof encoding === 'function' ? encoding : whenSent;
    const isFirst = this.#unsent.push(typeof data === 'string' ? Buffer.from(data) : data) === 1;
    // `queueMicrotask` is the platform's, and slower than the engine's own.
    if (isFirst) void Promise.resolve().then(() => this.#send());
    if (done) this.#whenSent.push(done);
    return true;
  }

  end(): this {
    this.write('', () => void this.#close());
    return this;
  }

  destroy(error?: Error): this {
    this.destroyed = true;
    if (error) this.emit('error', error);
    void this.#close();
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  #attach(socket: Socket): void {
    this.#socket = socket;
    this.#writer = socket.writable.getWriter();
    this.#reader = socket.readable.getReader({ mode: 'byob' });
    // That of a socket which was secured since says nothing.
    const over = () => this.#socket === socket && this.#over();
    socket.closed.then(over, (error) => this.#socket === socket && this.#fail(error));
  }

  async #listen(once: boolean): Promise<void> {
    const reader = this.#reader as ReadableStreamBYOBReader;
    try {
      do {
        const { done, value } = await reader.read(new Uint8Array(READ_BYTES));
        if (done) return;
        this.emit('data', Buffer.from(value.buffer, value.byteOffset, value.byteLength));
      } while (!once);
    } catch (error) {
      this.#fail(error);
    }
  }

  #send(): void {
    const [parts, whenSent] = [this.#unsent, this.#whenSent];
    this.#unsent = [];
    this.#whenSent = [];
    const sent = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    const tell = () => {
      for (const done of whenSent) done();
    };
    if (sent === undefined || sent.length === 0) tell();
    else this.#writer?.write(sent).then(tell, (error) => this.#fail(error));
  }

  async #close(): Promise<void> {
    const socket = this.#socket;
    await socket?.close().catch(NOTHING);
    if (this.#socket === socket) this.#over();
  }

  #fail(error: unknown): void {
    if (this.#socket === undefined) return;
    this.emit('error', error);
    this.#over();
  }

  #over(): void {
    this.writable = false;
    if (this.#socket === undefined) return;
    this.#socket = undefined;
    this.emit('close');
  }
}
