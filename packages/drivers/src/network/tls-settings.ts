import { X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext, type SecureVersion } from 'node:tls';
import { type ConnectionOptions, type Credential, type SslMode, tlsModeOf } from '@portolan/contract';
import { invalidSetting } from '../diagnosis/invalid-setting.ts';
import type { ConnectionTarget } from '../driver.ts';

export interface TlsSettings {
  mode: Exclude<SslMode, 'disable'>;
  context: SecureContext;
}

/**
 * TLS as the connection wants it, its PEM texts already read; null where it wants none. `maxVersion` for a protocol that
 * knows no newer one. Fails CONFIG_INVALID.
 */
export function tlsSettings(target: ConnectionTarget, maxVersion: SecureVersion = 'TLSv1.3'): TlsSettings | null {
  const mode = tlsModeOf(target);
  return mode === 'disable' ? null : { mode, context: contextOf(target.options, target.credential, maxVersion) };
}

function contextOf(
  { sslCa, sslCert }: ConnectionOptions,
  credential: Credential | null,
  maxVersion: SecureVersion,
): SecureContext {
  const common = { minVersion: 'TLSv1.2' as const, maxVersion, ...(sslCa ? { ca: sslCa } : {}) };
  if (sslCa) readPem('CA certificate', () => new X509Certificate(sslCa));
  if (!sslCert) return createSecureContext(common);
  const key = credential?.tlsKey;
  if (!key) {
    throw invalidSetting(
      'The client certificate has no key',
      'Enter the private key that belongs to the client certificate',
    );
  }
  return readPem('client certificate or its key', () => createSecureContext({ ...common, cert: sslCert, key }));
}

/** The text of OpenSSL's errors is dropped: it may quote what it could not read. */
function readPem<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw invalidSetting(
      `The ${what} cannot be read`,
      'Paste it again as unencrypted PEM; certificate and key must match',
    );
  }
}
