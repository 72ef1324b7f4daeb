import { X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { type ConnectionOptions, type Credential, type SslMode, tlsModeOf } from '@portolan/contract';
import { StageFailure } from '../diagnosis/stage-failure.ts';
import type { ConnectionTarget } from '../driver.ts';

export interface TlsSettings {
  mode: Exclude<SslMode, 'disable'>;
  context: SecureContext;
}

/** TLS as the connection wants it, its PEM texts already read; null where it wants none. Fails CONFIG_INVALID. */
export function tlsSettings(target: ConnectionTarget): TlsSettings | null {
  const mode = tlsModeOf(target);
  return mode === 'disable' ? null : { mode, context: contextOf(target.options, target.credential) };
}

function contextOf({ sslCa, sslCert }: ConnectionOptions, credential: Credential | null): SecureContext {
  if (sslCa) readPem('CA certificate', () => new X509Certificate(sslCa));
  if (!sslCert) return createSecureContext({ minVersion: 'TLSv1.2', ...(sslCa ? { ca: sslCa } : {}) });
  const key = credential?.tlsKey;
  if (!key) {
    throw invalid('The client certificate has no key', 'Enter the private key that belongs to the client certificate');
  }
  return readPem('client certificate or its key', () =>
    createSecureContext({ minVersion: 'TLSv1.2', cert: sslCert, key, ...(sslCa ? { ca: sslCa } : {}) }),
  );
}

/** The text of OpenSSL's errors is dropped: it may quote what it could not read. */
function readPem<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw invalid(`The ${what} cannot be read`, 'Paste it again as unencrypted PEM; certificate and key must match');
  }
}

function invalid(message: string, remedy: string): StageFailure {
  return new StageFailure('CONFIG_INVALID', message, remedy);
}
