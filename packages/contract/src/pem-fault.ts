import { type PemBlock, readPem } from './read-pem.ts';

/** What a PEM field wants: the other one, put there by mistake, is told apart. */
export type PemSort = 'certificate' | 'privateKey';

export const isPemKey = ({ label }: PemBlock) => label.endsWith('PRIVATE KEY');
export const isPemCertificate = ({ label }: PemBlock) => /^(?:X509 |TRUSTED )?CERTIFICATE$/.test(label);
export const isPemEncrypted = ({ label, headers }: PemBlock) =>
  label.startsWith('ENCRYPTED') || headers.some((header) => /^Proc-Type: *4, *ENCRYPTED/.test(header));

// EC keys of openssl come with their curve before them.
const isKeyPart = (block: PemBlock) => isPemKey(block) || block.label === 'EC PARAMETERS';

/** Whether a passphrase is needed to read the key. */
export const isEncryptedKey = (text: string) =>
  readPem(text).blocks.some((block) => isPemKey(block) && isPemEncrypted(block));

/** Why a text is not the PEM that is asked for; undefined where it is. */
export function pemFault(text: string, wanted: PemSort): string | undefined {
  if (/-----BEGIN OPENSSH/.test(text)) return 'This is a key of OpenSSH. Export it as PEM (PKCS#8).';
  const { blocks, fault } = readPem(text);
  const misplaced = wanted === 'certificate' ? notOfCertificates(text, blocks) : notOfKeys(blocks);
  if (misplaced) return misplaced;
  if (fault) return `${fault}.`;
  const isMeant = wanted === 'certificate' ? isPemCertificate : isKeyPart;
  const odd = blocks.findIndex((block) => !isMeant(block));
  if (blocks.some(wanted === 'certificate' ? isPemCertificate : isPemKey) && odd < 0) return undefined;
  const which = odd >= 0 && blocks.length > 1 ? `Block ${odd + 1} is ${blocks[odd]?.label}. ` : '';
  return wanted === 'certificate'
    ? `${which}Must be PEM text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----`
    : `${which}Must be PEM text, from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----`;
}

function notOfCertificates(text: string, blocks: readonly PemBlock[]): string | undefined {
  // A broken key is a secret, too.
  if (/-{2,}\s*(?:BEGIN|END)[^\n-]*PRIVATE KEY/.test(text)) {
    return 'There is a private key in this. Here goes the certificate alone (BEGIN CERTIFICATE).';
  }
  const isRequest = blocks.some(({ label }) => label.includes('REQUEST'));
  return isRequest ? 'This is a request for a certificate. Here goes the certificate that came of it.' : undefined;
}

function notOfKeys(blocks: readonly PemBlock[]): string | undefined {
  const keys = blocks.filter(isPemKey);
  if (keys.length > 1) return 'There are several private keys in this. Only one can be used.';
  if (keys.length === 1 && !blocks.every(isKeyPart)) {
    return 'There is more than the private key in this. Here goes the key alone.';
  }
  if (blocks.some(isPemCertificate)) return 'This is a certificate. Here goes its private key (BEGIN PRIVATE KEY).';
  if (blocks.some(({ label }) => label.endsWith('PUBLIC KEY'))) {
    return 'This is a public key. Here goes the private key that belongs to it.';
  }
  return undefined;
}
