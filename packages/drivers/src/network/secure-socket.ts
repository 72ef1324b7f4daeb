import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { checkServerIdentity, connect, type TLSSocket } from 'node:tls';
import type { ParsedHost } from '@portolan/contract';
import { Line } from '../stages/line.ts';
import { certificateFailure } from './certificate-failure.ts';
import { tlsFailure } from './tls-failure.ts';
import type { TlsSettings } from './tls-settings.ts';

/**
 * Encrypts a connected socket: the handshake is over, and verified as the mode demands, when this resolves. `protocols`
 * are offered by ALPN.
 */
export function secureSocket(
  socket: Duplex,
  host: ParsedHost,
  { mode, context }: TlsSettings,
  protocols: string[] = [],
): Promise<TLSSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  const name = host.kind === 'name' ? host.name : host.address;
  let [shown, told] = [false, false];
  const secure = connect({
    socket,
    secureContext: context,
    // Judged below, where the chain that was shown can still be read. Nothing is sent before.
    rejectUnauthorized: false,
    // SNI carries names only (RFC 6066); an address is checked against the certificate's IP entries.
    ...(isIP(name) === 0 ? { servername: name } : {}),
    ...(protocols.length > 0 ? { ALPNProtocols: protocols } : {}),
    checkServerIdentity: (_, certificate) =>
      mode === 'verify-full' ? checkServerIdentity(name, certificate) : undefined,
  });
  secure.once('secureConnect', () => {
    shown = true;
    if (mode === 'require' || secure.authorized) return resolve(secure);
    reject(certificateFailure(secure));
    secure.destroy();
  });
  // Stays for the life of the socket: an error that nobody waits for must not end the process.
  secure.on('error', (error) => {
    told = true;
    Line.saw(socket, error);
    reject(tlsFailure(error, shown || hasShownCertificate(secure)));
  });
  // After all that is still to be said of why: the one below and the one above end in either order.
  const onClose = () =>
    setImmediate(() => {
      // A first message that could not be written ends both without a word: an end of the other side is told.
      if (!told) Line.saw(socket, Object.assign(new Error('closed'), { code: 'ECONNRESET', syscall: 'write' }));
      reject(tlsFailure(new Error('closed'), shown));
    });
  secure.once('close', onClose);
  // Nobody tells what is put around a socket that is over already.
  if (socket.closed) onClose();
  else socket.once('close', onClose);
  return promise;
}

/** Whether the server got as far as its certificate, before which it cannot have asked for ours. */
function hasShownCertificate(secure: TLSSocket): boolean {
  return Boolean(secure.getPeerCertificate()?.raw);
}
