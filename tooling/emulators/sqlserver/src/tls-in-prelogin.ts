import { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { SqlServerEmulatorOptions } from './options.ts';
import { PACKET, packets } from './protocol/packets.ts';
import { checkClient, serverCertificate } from './server-certificate.ts';

/**
 * The server's end of TLS inside PRELOGIN ([MS-TDS] 3.2.5.1): the handshake travels as the payload of PRELOGIN packets,
 * the records after it bare.
 */
export class TlsInPrelogin {
  readonly socket: TLSSocket;
  readonly #inner: Duplex;
  #bare = false;

  constructor(wire: Duplex, tls: NonNullable<SqlServerEmulatorOptions['tls']>) {
    const flight: Buffer[] = [];
    this.#inner = new Duplex({
      read: () => {},
      write: (chunk: Buffer, _, done) => {
        if (this.#bare) return void wire.write(chunk, () => done());
        // What the handshake writes in one turn goes out as one message: clients wait for exactly one.
        if (flight.push(chunk) === 1) {
          setImmediate(() => wire.write(packets(PACKET.prelogin, Buffer.concat(flight.splice(0)), 4096)));
        }
        done();
      },
    });
    // The old way ends at TLS 1.2, as SQL Server itself does.
    const versions = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } as const;
    // Any duplex stream will do, as Node's manual says; its types demand a socket.
    this.socket = new TLSSocket(this.#inner as never, { ...serverCertificate(tls), ...versions });
    checkClient(this.socket, tls);
    // An alert may still be on its way out.
    this.socket.on('error', () => {});
    this.socket.once('close', () => setImmediate(() => wire.end()));
    wire.once('close', () => this.socket.destroy());
  }

  get bare(): boolean {
    return this.#bare;
  }

  /** The payload of a PRELOGIN packet. */
  handshake(payload: Buffer): void {
    this.#inner.push(payload);
  }

  /** TLS records as they come; from the first of them on there are no packets around them. */
  records(bytes: Buffer): void {
    this.#bare = true;
    this.#inner.push(bytes);
  }
}
