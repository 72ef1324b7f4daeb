import { CONNECTION_FORMS, type ConnectionKind, parseHost, type SslMode } from '@portolan/contract';
import { t } from './texts.ts';

export function isLoopback(host: string): boolean {
  const parsed = parseHost(host);
  if (parsed?.kind === 'address') return parsed.address === '::1' || parsed.address.startsWith('127.');
  return parsed?.name === 'localhost' || Boolean(parsed?.name.endsWith('.localhost'));
}

/** New connections verify what they talk to, except on this very machine. */
export function defaultTlsMode(host: string): SslMode {
  return isLoopback(host) ? 'disable' : 'verify-full';
}

/** Databricks and Snowflake speak nothing but verified HTTPS: there is nothing to choose. */
export function hasTlsChoice(kind: ConnectionKind): boolean {
  return CONNECTION_FORMS[kind].fields.some(({ control }) => control === 'tls-mode' || control === 'switch');
}

/** The mode that counts, whatever was chosen for another kind. */
export function effectiveTlsMode(draft: { dbType: ConnectionKind; sslMode: SslMode }): SslMode {
  return hasTlsChoice(draft.dbType) ? draft.sslMode : 'verify-full';
}

export function tlsWarning(mode: SslMode): string | undefined {
  if (mode === 'disable') return t().notEncrypted;
  if (mode === 'require') return t().notVerified;
  return undefined;
}

export function verifies(mode: SslMode): boolean {
  return mode === 'verify-ca' || mode === 'verify-full';
}

export type TlsSwitchName = 'encrypt' | 'trustServerCertificate';

/** SQL Server's own two words for the same choice: what each shows of a mode, and what turning it makes of it. */
export const TLS_SWITCHES: Record<
  TlsSwitchName,
  { isOn(mode: SslMode): boolean; turn(on: boolean): SslMode; warns: SslMode }
> = {
  encrypt: {
    isOn: (mode) => mode !== 'disable',
    turn: (on) => (on ? 'verify-full' : 'disable'),
    warns: 'disable',
  },
  trustServerCertificate: {
    isOn: (mode) => mode === 'require',
    turn: (on) => (on ? 'require' : 'verify-full'),
    warns: 'require',
  },
};
