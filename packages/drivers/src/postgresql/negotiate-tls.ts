import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { ParsedHost } from '@portolan/contract';
import { wrongService } from '../diagnosis/wrong-service.ts';
import { secureSocket } from '../network/secure-socket.ts';
import type { TlsSettings } from '../network/tls-settings.ts';
import { StageFailure } from '../stages/stage-failure.ts';

/** SSLRequest: length 8, code 80877103. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** Asks the server for TLS and encrypts the socket. */
export function negotiateTls(socket: Socket, host: ParsedHost, tls: TlsSettings): Promise<TLSSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  const onClose = () => reject(wrongService('The server closed the connection when asked for TLS'));
  socket.once('close', onClose);
  // The handshake takes the socket over in this very turn: nothing is read past the one byte.
  socket.once('data', (reply) => {
    socket.off('close', onClose);
    switch (reply.toString('latin1')) {
      case 'S':
        return resolve(secureSocket(socket, host, tls));
      case 'N':
        return reject(unsupported());
      default:
        // More than the one byte is a banner, or an attempt to slip plain text into the encrypted stream.
        return reject(wrongService('The server does not answer as PostgreSQL does'));
    }
  });
  socket.write(SSL_REQUEST);
  return promise;
}

function unsupported(): StageFailure {
  return new StageFailure(
    'TLS_UNSUPPORTED',
    'The server does not offer TLS',
    'Ask the DBA to enable TLS on the server, or set the TLS mode to disable where the network is trusted',
  );
}
