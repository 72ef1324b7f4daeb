import { isPemCertificate, isPemEncrypted, isPemKey, type PemBlock, type PemSort, readPem } from '@portolan/contract';
import { type CertificateSummary, describeCertificate } from './describe-certificate.ts';

/** As many bytes as the server takes of one. */
export const PEM_MAX_BYTES: Record<PemSort, number> = { certificate: 65_536, privateKey: 16_384 };

const date = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: 'UTC' });

/** What a valid PEM is, in a few words: "Certificate, CN=db.example, expires 2027-01-03". */
export function describePem(text: string, now: number = Date.now()): string | undefined {
  const [first, ...more] = readPem(text).blocks;
  if (!first) return undefined;
  if (isPemKey(first)) return isPemEncrypted(first) ? 'Private key, encrypted' : 'Private key, not encrypted';
  if (!isPemCertificate(first)) return undefined;
  const summary = readCertificate(first);
  const others = more.length === 0 ? '' : `, and ${more.length} more`;
  if (!summary) return `Certificate${others}`;
  const expiry = `${summary.expiresAt.getTime() < now ? 'expired' : 'expires'} ${date.format(summary.expiresAt)}`;
  return `Certificate, ${summary.subject}, ${expiry}${others}`;
}

function readCertificate({ body }: PemBlock): CertificateSummary | null {
  try {
    return describeCertificate(Uint8Array.from(atob(body), (byte) => byte.charCodeAt(0)));
  } catch {
    return null;
  }
}
