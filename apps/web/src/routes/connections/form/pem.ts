import type { PemSort } from '@portolan/contract';
import { type CertificateSummary, describeCertificate } from './describe-certificate.ts';

/** As many bytes as the server takes of one. */
export const PEM_MAX_BYTES: Record<PemSort, number> = { certificate: 65_536, privateKey: 16_384 };

export interface PemBlock {
  /** `CERTIFICATE`, `ENCRYPTED PRIVATE KEY` … */
  label: string;
  body: string;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]+?)-----END \1-----/g;

export function pemBlocks(text: string): PemBlock[] {
  return [...text.matchAll(BLOCK)].map(([, label = '', body = '']) => ({ label, body }));
}

const isKey = ({ label }: PemBlock) => label.endsWith('PRIVATE KEY');
const isCertificate = ({ label }: PemBlock) => label.endsWith('CERTIFICATE') && !label.includes('REQUEST');
const isEncrypted = ({ label, body }: PemBlock) =>
  label.startsWith('ENCRYPTED') || /^\s*Proc-Type: 4,ENCRYPTED/.test(body);

/** Whether a passphrase is needed to read the key. */
export const isEncryptedKey = (text: string) => pemBlocks(text).some((block) => isKey(block) && isEncrypted(block));

/** Why a text is not the PEM that the field asks for; undefined where it is. */
export function pemFault(text: string, wanted: PemSort): string | undefined {
  const blocks = pemBlocks(text);
  if (wanted === 'certificate') {
    if (blocks.some(isKey))
      return 'There is a private key in this. Here goes the certificate alone (BEGIN CERTIFICATE).';
    if (blocks.some(({ label }) => label.includes('REQUEST'))) {
      return 'This is a request for a certificate. Here goes the certificate that came of it.';
    }
  } else {
    const keys = blocks.filter(isKey);
    if (keys.length > 1) return 'There are several private keys in this. Only one can be used.';
    if (keys.length === 1 && blocks.length > 1)
      return 'There is more than the private key in this. Here goes the key alone.';
    if (blocks.some(isCertificate)) return 'This is a certificate. Here goes its private key (BEGIN PRIVATE KEY).';
    if (blocks.some(({ label }) => label.endsWith('PUBLIC KEY'))) {
      return 'This is a public key. Here goes the private key that belongs to it.';
    }
  }
  if (blocks.length > 0 && blocks.every(wanted === 'certificate' ? isCertificate : isKey)) return undefined;
  if (/-----BEGIN OPENSSH/.test(text)) return 'This is a key of OpenSSH. Export it as PEM (PKCS#8).';
  return wanted === 'certificate'
    ? 'Must be PEM text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----'
    : 'Must be PEM text, from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----';
}

const date = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: 'UTC' });

/** What a valid PEM is, in a few words: "Certificate, CN=db.example, expires 2027-01-03". */
export function describePem(text: string, now: number = Date.now()): string | undefined {
  const [first, ...more] = pemBlocks(text);
  if (!first) return undefined;
  if (isKey(first)) return isEncrypted(first) ? 'Private key, encrypted' : 'Private key, not encrypted';
  if (!isCertificate(first)) return undefined;
  const summary = readCertificate(first);
  const others = more.length === 0 ? '' : `, and ${more.length} more`;
  if (!summary) return `Certificate${others}`;
  const expiry = `${summary.expiresAt.getTime() < now ? 'expired' : 'expires'} ${date.format(summary.expiresAt)}`;
  return `Certificate, ${summary.subject}, ${expiry}${others}`;
}

function readCertificate({ body }: PemBlock): CertificateSummary | null {
  try {
    return describeCertificate(Uint8Array.from(atob(body.replace(/\s/g, '')), (byte) => byte.charCodeAt(0)));
  } catch {
    return null;
  }
}
