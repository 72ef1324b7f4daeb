import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';

/** A port behind which a database is, whenever it is started: one can be out of reach, and back again. */
export class Relay implements AsyncDisposable {
  readonly port: number;
  readonly #to: number;
  #server: Server | undefined;

  private constructor(port: number, to: number) {
    this.port = port;
    this.#to = to;
  }

  /** Nobody listens there yet. */
  static async to(port: number): Promise<Relay> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const own = (server.address() as AddressInfo).port;
    server.close();
    await once(server, 'close');
    return new Relay(own, port);
  }

  async start(): Promise<void> {
    this.#server = createServer((socket) => {
      const peer = connect(this.#to, '127.0.0.1');
      socket.pipe(peer).pipe(socket);
      for (const end of [socket, peer]) end.on('error', () => end.destroy());
    }).listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server?.close();
  }
}
