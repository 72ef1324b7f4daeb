import { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { CertificateInfo, TlsReport } from '@portolan/contract';
import { visible } from '../diagnosis/visible.ts';

/** More than any real chain, and short enough to show. */
const MAX_CHAIN = 8;
const MAX_NAME = 300;

/** How a socket is encrypted and by whom its server is vouched for. `verified`: the chain was checked. */
export function tlsReport(socket: TLSSocket, verified: boolean): TlsReport {
  return { version: socket.getProtocol() ?? 'unknown', verified, certificates: chainOf(socket) };
}

function chainOf(socket: TLSSocket): CertificateInfo[] {
  const chain: CertificateInfo[] = [];
  let next: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (next?.raw && chain.length < MAX_CHAIN) {
    const { subject, issuer, validToDate } = new X509Certificate(next.raw);
    chain.push({ subject: oneLine(subject), issuer: oneLine(issuer), expiresAt: validToDate.toISOString() });
    const above: DetailedPeerCertificate = next.issuerCertificate;
    next = above === next ? undefined : above;
  }
  return chain;
}

/** Node writes one attribute a line. */
function oneLine(name: string): string {
  return name.split('\n').map(visible).join(', ').slice(0, MAX_NAME).toWellFormed();
}
