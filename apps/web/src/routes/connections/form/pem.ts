import { isPemCertificate, isPemEncrypted, isPemKey, type PemBlock, type PemSort, readPem } from '@portolan/contract';
import { type CertificateSummary, describeCertificate } from './describe-certificate.ts';
import { t } from './texts.ts';

/** As many bytes as the server takes of one. */
export const PEM_MAX_BYTES: Record<PemSort, number> = { certificate: 65_536, privateKey: 16_384 };

/** As certificates are told of in every language: 2027-01-03. */
const date = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: 'UTC' });

/** What a valid PEM is, in a few words: "Certificate, CN=db.example, expires 2027-01-03". */
export function describePem(text: string, now: number = Date.now()): string | undefined {
  const [first, ...more] = readPem(text).blocks;
  if (!first) return undefined;
  if (isPemKey(first)) return isPemEncrypted(first) ? t().pem.encryptedKey : t().pem.key;
  if (!isPemCertificate(first)) return undefined;
  const what = certificateText(readCertificate(first), now);
  return more.length === 0 ? what : t().pem.andMore(what, more.length);
}

function certificateText(summary: CertificateSummary | null, now: number): string {
  if (!summary) return t().pem.certificate;
  const { subject, expiresAt } = summary;
  const day = date.format(expiresAt);
  return expiresAt.getTime() < now ? t().pem.expired(subject, day) : t().pem.expires(subject, day);
}

function readCertificate({ body }: PemBlock): CertificateSummary | null {
  try {
    return describeCertificate(Uint8Array.from(atob(body), (byte) => byte.charCodeAt(0)));
  } catch {
    return null;
  }
}
