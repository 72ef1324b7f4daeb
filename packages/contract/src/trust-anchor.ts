import { isPemCertificate } from './pem-fault.ts';
import { readPem } from './read-pem.ts';

/** Whom a connection trusts beyond the system's authorities: one text for the same certificates, however written. */
export function trustAnchorOf(options: { sslCa?: string | undefined } | null): string {
  const text = options?.sslCa ?? '';
  const { blocks, fault } = readPem(text);
  // What was stored before it was judged is compared as it is.
  if (fault) return text.replace(/\s/g, '');
  return [...new Set(blocks.filter(isPemCertificate).map(({ body }) => body))].sort().join(',');
}
