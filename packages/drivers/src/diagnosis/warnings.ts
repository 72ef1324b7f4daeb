import type { TlsReport } from '@portolan/contract';

/** What is worth a warning of a connection that works: too much power, too little protection. */
export function warningsOf({ superuser, tls }: { superuser: string | null; tls: TlsReport | undefined }): string[] {
  return [superuser, encryptionWarning(tls)].filter((warning) => warning !== null);
}

function encryptionWarning(tls: TlsReport | undefined): string | null {
  if (!tls) return 'The connection is not encrypted: whoever is on the way can read and change what is sent';
  return tls.verified ? null : 'The certificate of the server is not verified: another server could pass for it';
}
