import { describe, expect, it } from 'vitest';
import type { ConnectionKind } from './connection-kinds.ts';
import { CreateConnectionInput, TestConnectionInput, UpdateConnectionInput } from './connections.ts';

/** Options of the clients that would hand a caller files, programs, other hosts or weaker protection. */
const NEVER: Record<ConnectionKind, string[]> = {
  postgresql: [
    'connectionString',
    'options',
    'replication',
    'stream',
    'ssl',
    'sslkey',
    'sslpassword',
    'sslrootcert',
    'service',
    'passfile',
    'binary',
    'types',
    'lookup',
    'native',
    'statement_timeout',
    'application_name',
  ],
  mysql: [
    'uri',
    'socketPath',
    'flags',
    'infileStreamFactory',
    'multipleStatements',
    'authPlugins',
    'authSwitchHandler',
    'enableCleartextPlugin',
    'insecureAuth',
    'typeCast',
    'ssl',
    'stream',
    'debug',
    'trace',
    'localAddress',
    'passwordSha1',
    'charset',
    'connectAttributes',
    'enableKeepAlive',
  ],
  sqlserver: [
    'connectionString',
    'domain',
    'authentication',
    'msiEndpoint',
    'connector',
    'beforeConnect',
    'debug',
    'cryptoCredentialsDetails',
    'serverName',
    'localAddress',
    'fallbackToDefaultDb',
    'requestTimeout',
    'trustedConnection',
  ],
  databricks: [
    'proxy',
    'useKernel',
    'customHeaders',
    'checkServerCertificate',
    'useCloudFetch',
    'telemetryEnabled',
    'authProvider',
    'persistence',
    'socketTimeout',
    'userAgentEntry',
    'azureTenantId',
    'customCaCert',
    'enableMetricViewMetadata',
  ],
  snowflake: [
    'accessUrl',
    'host',
    'protocol',
    'authenticator',
    'privateKeyPath',
    'tokenFilePath',
    'clientConfigFile',
    'proxyHost',
    'proxyPort',
    'proxyUser',
    'proxyPassword',
    'noProxy',
    'agentClass',
    'oauthClientId',
    'workloadIdentityProvider',
    'disableOCSPChecks',
    'insecureConnect',
    'region',
    'credentialCacheDir',
    'openExternalBrowserCallback',
    'jsTreatIntegerAsBigInt',
  ],
};

const pairs = Object.entries(NEVER).flatMap(([kind, keys]) =>
  keys.map((key) => [kind as ConnectionKind, key] as const),
);
const base = { name: 'x', host: 'db.example.com', port: 1 };

describe('what no caller may say', () => {
  it.each(pairs)('%s: %s', (dbType, key) => {
    for (const value of ['x', '/etc/passwd', true, 1, {}, () => 1]) {
      expect(CreateConnectionInput.safeParse({ ...base, dbType, options: { [key]: value } }).success).toBe(false);
      expect(TestConnectionInput.safeParse({ ...base, dbType, options: { [key]: value } }).success).toBe(false);
      if (key === 'host') continue;
      expect(CreateConnectionInput.safeParse({ ...base, dbType, [key]: value }).success && key !== 'options').toBe(
        false,
      );
    }
  });

  it('not by a change either, that does not say the kind', () => {
    const id = '0b0f8c5e-3f64-4a7c-9d0e-0d4f3f1c2b1a';
    for (const [, key] of pairs) {
      expect(UpdateConnectionInput.safeParse({ id, options: { [key]: 'x' } }).success, key).toBe(false);
    }
    expect(UpdateConnectionInput.safeParse({ id, options: { schema: 'x' } }).success).toBe(true);
  });

  it.each([
    '/var/run/postgresql',
    '/tmp/mysql.sock',
    '\\\\.\\pipe\\MSSQL',
    'postgres://evil@host',
    'a?host=/tmp',
    'user@host',
  ])('a host that is none: %s', (host) => {
    for (const dbType of Object.keys(NEVER)) {
      expect(CreateConnectionInput.safeParse({ ...base, host, dbType }).success).toBe(false);
    }
  });
});
