import { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { CertificateInfo, TlsReport } from '@portolan/contract';
import { visible } from '../stages/visible.ts';

/** More than any real chain, and short enough to show. */
const MAX_CHAIN = 8;
const MAX_NAME = 300;

/** How a socket is encrypted and by whom its server is vouched for. `verified`: the chain was checked. */
export function tlsReport(socket: TLSSocket, verified: boolean): TlsReport {
  return { version: socket.getProtocol() ?? 'unknown', verified, certificates: chainOf(socket).map(infoOf) };
}

/** From the server's own certificate up, as far as it was sent or is known. */
export function chainOf(socket: TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let next: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (next?.raw && chain.length < MAX_CHAIN) {
    chain.push(new X509Certificate(next.raw));
    const above: DetailedPeerCertificate = next.issuerCertificate;
    next = above === next ? undefined : above;
  }
  return chain;
}

function infoOf({ subject, issuer, validToDate }: X509Certificate): CertificateInfo {
  return { subject: nameOf(subject), issuer: nameOf(issuer), expiresAt: validToDate.toISOString() };
}

/** A name on one line; Node writes one attribute a line. */
export function nameOf(name: string): string {
  return name.split('\n').map(visible).join(', ').slice(0, MAX_NAME).toWellFormed();
}
