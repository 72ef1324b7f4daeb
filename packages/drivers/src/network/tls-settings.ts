import { X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext, type SecureVersion } from 'node:tls';
import {
  type ConnectionOptions,
  type Credential,
  cut,
  pemFault,
  pemText,
  readPem,
  type SslMode,
  tlsModeOf,
} from '@portolan/contract';
import type { ConnectionTarget } from '../driver.ts';
import { invalidSetting } from '../stages/invalid-setting.ts';

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
  const ca = sslCa ? certificatesIn(sslCa, 'CA certificate') : null;
  const common = { minVersion: 'TLSv1.2' as const, maxVersion, ...(ca ? { ca } : {}) };
  if (!sslCert) return createSecureContext(common);
  if (!credential?.tlsKey) {
    throw invalidSetting(
      'The client certificate has no key',
      'Enter the private key that belongs to the client certificate',
    );
  }
  const cert = certificatesIn(sslCert, 'client certificate').join('');
  const key = readPem(credential.tlsKey).blocks.map(pemText).join('');
  return read('client certificate or its key', () => createSecureContext({ ...common, cert, key }));
}

/** Each certificate by itself: OpenSSL stops without a word at the first that it cannot read. */
function certificatesIn(text: string, what: string): string[] {
  const fault = pemFault(text, 'certificate');
  if (fault) throw invalidSetting(`The ${what} cannot be read`, cut(fault));
  return readPem(text).blocks.map((block, index) => {
    const pem = pemText(block);
    read(`${what} (block ${index + 1})`, () => new X509Certificate(pem));
    return pem;
  });
}

/** The text of OpenSSL's errors is dropped: it may quote what it could not read. */
function read<T>(what: string, decode: () => T): T {
  try {
    return decode();
  } catch {
    throw invalidSetting(
      `The ${what} cannot be read`,
      'Paste it again as unencrypted PEM; certificate and key must match',
    );
  }
}
