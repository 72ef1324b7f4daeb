import type { ConnectionKind, SslMode } from '@portolan/contract';

export const TLS_LABELS: Record<SslMode, string> = {
  disable: 'Disabled',
  require: 'Required, certificate not verified',
  'verify-ca': 'Verify the certificate authority',
  'verify-full': 'Verify authority and host name',
};

export function isLoopback(host: string): boolean {
  const name = host.trim().toLowerCase();
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/** New connections verify what they talk to, except on this very machine. */
export function defaultTlsMode(host: string): SslMode {
  return isLoopback(host) ? 'disable' : 'verify-full';
}

/** Databricks and Snowflake speak nothing but verified HTTPS: there is nothing to choose. */
export function hasTlsChoice(kind: ConnectionKind): boolean {
  return kind !== 'databricks' && kind !== 'snowflake';
}

export function tlsWarning(mode: SslMode): string | undefined {
  if (mode === 'disable') return 'Not encrypted: the password and all data can be read on the way.';
  if (mode === 'require') return 'The certificate is not verified: whoever sits in between can pose as the server.';
  return undefined;
}

export function verifies(mode: SslMode): boolean {
  return mode === 'verify-ca' || mode === 'verify-full';
}
