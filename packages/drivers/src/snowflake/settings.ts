import { createPrivateKey } from 'node:crypto';
import { type Credential, DEFAULT_PORTS, type ParsedHost, pemText, readPem } from '@portolan/contract';
import type { ConnectionTarget } from '../driver.ts';
import { type Address, readAddress } from '../network/read-address.ts';
import { type TlsSettings, tlsSettings } from '../network/tls-settings.ts';
import { invalidSetting } from '../stages/invalid-setting.ts';

/** Who logs in and how. A private key is decrypted here: unencrypted PKCS#8, PEM. */
export type SnowflakeLogin =
  | { kind: 'password'; username: string; password: string }
  | { kind: 'keyPair'; username: string; privateKey: string }
  | { kind: 'token'; username: string | null; token: string };

/** All that decides where and how a session is opened: nothing else of a target reaches the client library. */
export interface SnowflakeSettings extends Address {
  tls: TlsSettings;
  account: string;
  login: SnowflakeLogin;
  database: string | null;
  schema: string | null;
  warehouse: string | null;
  role: string | null;
  /** What must never show up in a text. */
  secrets: string[];
}

/** Account identifiers: `org-account`, or a locator with its region, `xy12345.eu-central-1`. */
const ACCOUNT = /^[A-Za-z0-9][\w-]{0,100}(?:\.[A-Za-z0-9][\w-]{0,60}){0,3}$/;
const SNOWFLAKE_HOST = /^([a-z0-9][a-z0-9_.-]*)\.snowflakecomputing\.(?:com|cn)$/;

export const isSnowflakeHost = (host: ParsedHost) => host.kind === 'name' && SNOWFLAKE_HOST.test(host.name);

/** Reads a target, or fails CONFIG_INVALID. */
export function readSettings(target: ConnectionTarget): SnowflakeSettings {
  const { credential, options } = target;
  const address = readAddress(target, DEFAULT_PORTS.snowflake);
  const tls = tlsSettings(target);
  // The contract knows no other mode here; this guards against a change of it.
  if (tls?.mode !== 'verify-full') throw invalidSetting('Snowflake is reached over verified TLS only', 'Turn TLS on');
  return {
    ...address,
    tls,
    account: accountOf(options.account, address.host),
    login: loginOf(target.username || null, credential),
    database: target.databaseName || null,
    schema: options.schema || null,
    warehouse: options.warehouse || null,
    role: options.role || null,
    secrets: secretsOf(credential),
  };
}

function accountOf(given: string | undefined, host: ParsedHost): string {
  const account = given || (host.kind === 'name' ? SNOWFLAKE_HOST.exec(host.name)?.[1] : undefined);
  const remedy = 'Enter the account identifier, <organization>-<account>, as it stands before .snowflakecomputing.com';
  if (!account) throw invalidSetting('The account is missing', remedy);
  if (!ACCOUNT.test(account)) throw invalidSetting('The account is not an account identifier', remedy);
  return account;
}

function loginOf(username: string | null, credential: Credential | null): SnowflakeLogin {
  switch (credential?.type) {
    case undefined:
      throw invalidSetting('The credential is missing', 'Enter a password, a key pair or a programmatic access token');
    case 'password':
      return { kind: 'password', username: named(username), password: credential.password };
    case 'keyPair':
      return { kind: 'keyPair', username: named(username), privateKey: decrypted(credential) };
    case 'token':
      return { kind: 'token', username, token: credential.token };
    case 'oauthClient':
      throw invalidSetting('Snowflake takes no OAuth client here', 'Enter a password, a key pair or an access token');
  }
}

function named(username: string | null): string {
  if (username) return username;
  throw invalidSetting('Username is missing', 'Enter the login name of the Snowflake user');
}

/** The text of OpenSSL's errors is dropped: it may quote what it could not read. */
function decrypted({ privateKey, passphrase }: Extract<Credential, { type: 'keyPair' }>): string {
  const key = read();
  if (key.asymmetricKeyType !== 'rsa')
    throw invalidSetting('The private key is not an RSA key', 'Register an RSA key pair');
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();

  function read() {
    try {
      return createPrivateKey({ key: keyText(privateKey), format: 'pem', ...(passphrase ? { passphrase } : {}) });
    } catch {
      throw invalidSetting(
        'The private key cannot be read with this passphrase',
        'Paste the key again as PEM (PKCS#8), with its passphrase if it is encrypted and without one if it is not',
      );
    }
  }
}

/** The key without what explains it. */
function keyText(privateKey: string): string {
  return readPem(privateKey).blocks.map(pemText).join('');
}

function secretsOf(credential: Credential | null): string[] {
  switch (credential?.type) {
    case 'password':
      return [credential.password];
    case 'token':
      return [credential.token];
    case 'keyPair':
      return [credential.privateKey, credential.passphrase ?? ''].filter((secret) => secret !== '');
    default:
      return [];
  }
}
