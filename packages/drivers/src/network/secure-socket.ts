import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect, type TLSSocket } from 'node:tls';
import type { ParsedHost } from '@portolan/contract';
import { tlsFailure } from './tls-failure.ts';
import type { TlsSettings } from './tls-settings.ts';

/**
 * Encrypts a connected socket: the handshake is over, and verified as the mode demands, when this resolves. `protocols`
 * are offered by ALPN.
 */
export function secureSocket(
  socket: Socket,
  host: ParsedHost,
  { mode, context }: TlsSettings,
  protocols: string[] = [],
): Promise<TLSSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  const name = host.kind === 'name' ? host.name : host.address;
  const secure = connect({
    socket,
    secureContext: context,
    rejectUnauthorized: mode !== 'require',
    // SNI carries names only (RFC 6066); an address is checked against the certificate's IP entries.
    ...(isIP(name) === 0 ? { servername: name } : {}),
    ...(protocols.length > 0 ? { ALPNProtocols: protocols } : {}),
    checkServerIdentity: (_, certificate) =>
      mode === 'verify-full' ? checkServerIdentity(name, certificate) : undefined,
  });
  secure.once('secureConnect', () => resolve(secure));
  // Stays for the life of the socket: an error that nobody waits for must not end the process.
  secure.on('error', (error) => reject(tlsFailure(error)));
  secure.once('close', () => reject(tlsFailure(new Error('closed'))));
  return promise;
}
