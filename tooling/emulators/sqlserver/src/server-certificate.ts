import { X509Certificate } from 'node:crypto';
import type { TLSSocket, TLSSocketOptions } from 'node:tls';
import type { SqlServerEmulatorOptions } from './options.ts';

type Tls = NonNullable<SqlServerEmulatorOptions['tls']>;

/** What a server's TLS socket is made with; without a client certificate that it asks for the handshake fails. */
export function serverCertificate({ cert, key, clientCa }: Tls): TLSSocketOptions {
  const client = clientCa === undefined ? {} : { requestCert: true, rejectUnauthorized: true, ca: clientCa };
  return { isServer: true, cert, key, ...client };
}

/** Cuts off who shows a certificate of another authority: Node leaves that to whoever holds the socket. */
export function checkClient(secure: TLSSocket, { clientCa }: Tls): void {
  if (clientCa === undefined) return;
  secure.once('secure', () => {
    const { raw } = secure.getPeerCertificate();
    if (!raw || !new X509Certificate(raw).verify(new X509Certificate(clientCa).publicKey)) secure.destroy();
  });
}
