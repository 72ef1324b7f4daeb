import { type Credential, DEFAULT_PORTS } from '@portolan/contract';
import type { ConnectionTarget } from '../driver.ts';
import { type Address, readAddress } from '../network/read-address.ts';
import { type TlsSettings, tlsSettings } from '../network/tls-settings.ts';
import { invalidSetting } from '../stages/invalid-setting.ts';

/** Who logs in: with a token, or as a service principal that gets one. */
export type DatabricksLogin =
  | { kind: 'token'; token: string }
  | { kind: 'client'; clientId: string; clientSecret: string };

/** All that decides where and how a session is opened: nothing else of a target reaches the client library. */
export interface DatabricksSettings extends Address {
  tls: TlsSettings;
  httpPath: string;
  /** Null: the workspace's default catalog. */
  catalog: string | null;
  login: DatabricksLogin;
  /** What must never show up in a text. */
  secrets: string[];
}

/** A SQL warehouse (once called endpoint), or a cluster of a workspace. */
const HTTP_PATH = /^\/sql\/(?:1\.0\/(?:warehouses|endpoints)\/[\w-]{1,100}|protocolv1\/o\/\d{1,20}\/[\w-]{1,100})$/;

/** Reads a target, or fails CONFIG_INVALID. */
export function readSettings(target: ConnectionTarget): DatabricksSettings {
  const { credential } = target;
  const address = readAddress(target, DEFAULT_PORTS.databricks);
  const tls = tlsSettings(target);
  // The contract knows no other mode here; this guards against a change of it.
  if (tls?.mode !== 'verify-full') throw invalidSetting('Databricks is reached over verified TLS only', 'Turn TLS on');
  return {
    ...address,
    tls,
    httpPath: httpPathOf(target.options.httpPath),
    catalog: target.databaseName || null,
    login: loginOf(credential),
    secrets: secretsOf(credential),
  };
}

function httpPathOf(given: string | undefined): string {
  const remedy = 'Copy the HTTP path from the connection details of the SQL warehouse, /sql/1.0/warehouses/…';
  if (!given) throw invalidSetting('The HTTP path is missing', remedy);
  const path = given.startsWith('/') ? given : `/${given}`;
  if (!HTTP_PATH.test(path)) throw invalidSetting('The HTTP path is not that of a SQL warehouse or cluster', remedy);
  return path;
}

function loginOf(credential: Credential | null): DatabricksLogin {
  switch (credential?.type) {
    case undefined:
      throw invalidSetting(
        'The access token is missing',
        'Enter a personal access token, or an OAuth client and its secret',
      );
    case 'token':
      return { kind: 'token', token: headerText(credential.token) };
    case 'password':
      return { kind: 'token', token: headerText(credential.password) };
    case 'oauthClient':
      return { kind: 'client', clientId: credential.clientId, clientSecret: credential.clientSecret };
    case 'keyPair':
      throw invalidSetting(
        'Databricks knows no such kind of credential',
        'Enter a token, or an OAuth client and its secret',
      );
  }
}

/** A token travels in a header: what cannot stand there was never a token. */
function headerText(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw invalidSetting(
    'The access token contains characters that no token has',
    'Copy the token again, without line breaks',
  );
}

function secretsOf(credential: Credential | null): string[] {
  switch (credential?.type) {
    case 'token':
      return [credential.token];
    case 'password':
      return [credential.password];
    case 'oauthClient':
      return [credential.clientSecret];
    default:
      return [];
  }
}
