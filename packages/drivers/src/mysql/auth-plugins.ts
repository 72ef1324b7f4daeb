import { createHash } from 'node:crypto';
import { StageFailure } from '../stages/stage-failure.ts';
import type { MysqlSettings } from './settings.ts';

type Answer = (data: Buffer) => Buffer | null;
export type AuthPlugins = Record<string, () => Answer>;

const FAST_AUTH_OK = 3;
const FULL_AUTH = 4;
const CHALLENGE = 20;
/** Known, and not spoken here: the old one is broken, the others need libraries or a dialogue with a person. */
const NOT_SPOKEN = [
  'mysql_old_password',
  'client_ed25519',
  'parsec',
  'dialog',
  'auth_gssapi_client',
  'authentication_ldap_sasl_client',
  'authentication_kerberos_client',
  'authentication_windows_client',
  'authentication_oci_client',
  'authentication_webauthn_client',
  'authentication_openid_connect_client',
];

/**
 * How a login answers when the server names a way to authenticate. A hash of the password with the server's challenge
 * may travel anywhere. The password itself goes through TLS only: into any TLS where MySQL's own methods ask for it,
 * and where a server asks for clear text outright, into none but a verified one. An RSA key that the server hands out
 * on a plain connection proves nothing about who holds it, so nothing is ever encrypted with one.
 */
export function authPlugins({ password, tls }: MysqlSettings): AuthPlugins {
  const clear = Buffer.from(`${password}\0`);
  const verified = tls !== null && tls.mode !== 'require';
  const overTls = () => (tls || password === '' ? clear : refuse('TLS', 'on a connection without TLS'));
  return {
    mysql_native_password: () => (challenge) => nativeToken(password, challenge.subarray(0, CHALLENGE)),
    caching_sha2_password: () => cachingSha2(password, overTls),
    sha256_password: () => overTls,
    mysql_clear_password: () => () => (verified ? clear : refuse('TLS with verification', 'in clear text')),
    ...Object.fromEntries(NOT_SPOKEN.map((name) => [name, () => () => notSpoken(name)])),
  };
}

function cachingSha2(password: string, fullAnswer: () => Buffer): Answer {
  let challenged = false;
  return (data) => {
    if (!challenged) {
      challenged = true;
      return cachingSha2Token(password, data.subarray(0, CHALLENGE));
    }
    if (data.length === 1 && data[0] === FAST_AUTH_OK) return null;
    if (data.length === 1 && data[0] === FULL_AUTH) return fullAnswer();
    return notSpoken('caching_sha2_password in a way of its own');
  };
}

/** sha1(p) xor sha1(challenge + sha1(sha1(p))) */
function nativeToken(password: string, challenge: Buffer): Buffer {
  if (password === '') return Buffer.alloc(0);
  const once = digest('sha1', Buffer.from(password));
  return xor(once, digest('sha1', challenge, digest('sha1', once)));
}

/** sha256(p) xor sha256(sha256(sha256(p)) + challenge) */
function cachingSha2Token(password: string, challenge: Buffer): Buffer {
  if (password === '') return Buffer.alloc(0);
  const once = digest('sha256', Buffer.from(password));
  return xor(once, digest('sha256', digest('sha256', once), challenge));
}

function digest(algorithm: string, ...parts: Buffer[]): Buffer {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}

function refuse(needed: string, how: string): never {
  throw new StageFailure(
    'TLS_REQUIRED',
    `The server asks for the password itself ${how}; it was not sent`,
    `Turn on ${needed} for this connection and enter its password again: a stored one is bound to the TLS mode. Or ask the DBA for another way to authenticate`,
    'auth',
  );
}

function notSpoken(name: string): never {
  throw new StageFailure(
    'AUTH_FAILED',
    `The server asks for ${name}, which is not known here`,
    'Ask the DBA for an account with caching_sha2_password or mysql_native_password',
    'auth',
  );
}
