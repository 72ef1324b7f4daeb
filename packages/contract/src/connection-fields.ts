import type { ConnectionKind, ConnectionOptions } from './connection-kinds.ts';
import type { Credential } from './credentials.ts';
import type { PemSort } from './pem-fault.ts';

/** How a field is filled in. `tls-mode` is the choice of SSL_MODES; `pem` takes text or a file. */
export type FieldControl = 'text' | 'port' | 'switch' | 'tls-mode' | 'pem' | 'secret';

/** One field of the form of a kind of database. */
export interface ConnectionField {
  /**
   * The key of the input that it fills, options under `options.`. The key of a client certificate is a secret: it
   * travels inside the credential, whichever that is.
   */
  path: 'host' | 'port' | 'databaseName' | 'username' | 'credential.tlsKey' | `options.${keyof ConnectionOptions}`;
  label: string;
  control: FieldControl;
  required?: true;
  /** What to enter, in a few words or by an example. */
  help?: string;
  placeholder?: string;
  pem?: PemSort;
  /** Shown only while the connection verifies its server, or presents a certificate of its own. */
  when?: 'verified' | 'encrypted';
}

/** One part of a secret. */
export interface CredentialField {
  name: 'password' | 'token' | 'privateKey' | 'passphrase' | 'clientId' | 'clientSecret';
  label: string;
  control: FieldControl;
  required?: true;
  help?: string;
  pem?: PemSort;
}

/** One way to sign in. */
export interface CredentialForm {
  type: Credential['type'];
  /** A word or two: it is one of a row of choices. */
  label: string;
  fields: readonly CredentialField[];
}

export interface ConnectionForm {
  fields: readonly ConnectionField[];
  /** The usual one first. */
  credentials: readonly [CredentialForm, ...CredentialForm[]];
}

type More = Partial<Omit<ConnectionField, 'path' | 'label'>>;

const field = (path: ConnectionField['path'], label: string, more: More = {}): ConnectionField => ({
  path,
  label,
  control: 'text',
  ...more,
});
const host = (placeholder: string) => field('host', 'Host', { required: true, placeholder });
const port = field('port', 'Port', { control: 'port', required: true });
const database = field('databaseName', 'Database Name');
const username = field('username', 'Username');
const schema = field('options.schema', 'Schema');
const tlsMode = field('options.sslMode', 'TLS Mode', { control: 'tls-mode' });
const authority = field('options.sslCa', 'CA Certificate', {
  control: 'pem',
  pem: 'certificate',
  when: 'verified',
  help: 'PEM. Leave empty to trust the public authorities.',
});
const privateAuthority = { ...authority, help: 'PEM, behind a private authority or an inspecting proxy' };
const certificate = field('options.sslCert', 'Client Certificate', {
  control: 'pem',
  pem: 'certificate',
  when: 'encrypted',
  help: 'PEM, where the server asks for one.',
});
const certificateKey = field('credential.tlsKey', 'Client Key', {
  control: 'pem',
  pem: 'privateKey',
  when: 'encrypted',
  help: 'PEM of its private key, not encrypted.',
});
const clientIdentity = [certificate, certificateKey];

const password: CredentialForm = {
  type: 'password',
  label: 'Password',
  fields: [{ name: 'password', label: 'Password', control: 'secret' }],
};
const token = (label: string, help?: string): CredentialForm => ({
  type: 'token',
  label: 'Access token',
  fields: [{ name: 'token', label, control: 'secret', required: true, ...(help ? { help } : {}) }],
});

const cloudToken = token('Access token', 'Of a cloud provider, sent in place of a password');

/** The form of every kind: what page and server ask for, in the order of the page. */
export const CONNECTION_FORMS: Record<ConnectionKind, ConnectionForm> = {
  postgresql: {
    fields: [
      host('db.example.com'),
      port,
      database,
      { ...schema, placeholder: 'public' },
      username,
      tlsMode,
      authority,
      ...clientIdentity,
    ],
    credentials: [password, cloudToken],
  },
  mysql: {
    fields: [host('db.example.com'), port, database, schema, username, tlsMode, authority, ...clientIdentity],
    credentials: [password, cloudToken],
  },
  sqlserver: {
    fields: [
      host('sql.example.com'),
      port,
      database,
      field('options.instanceName', 'Instance Name', { help: 'Leave empty for the default instance' }),
      username,
      field('options.encrypt', 'Encrypt Connection', { control: 'switch' }),
      field('options.trustServerCertificate', 'Trust Server Certificate', {
        control: 'switch',
        when: 'encrypted',
        help: 'For test servers only',
      }),
      authority,
      ...clientIdentity,
    ],
    credentials: [password],
  },
  databricks: {
    fields: [
      host('adb-123.azuredatabricks.net'),
      port,
      field('options.httpPath', 'HTTP Path', { required: true, help: 'e.g., /sql/1.0/warehouses/abc123' }),
      { ...database, label: 'Catalog' },
      privateAuthority,
    ],
    credentials: [
      token('Access token'),
      {
        type: 'oauthClient',
        label: 'OAuth service principal',
        fields: [
          { name: 'clientId', label: 'Client ID', control: 'text', required: true },
          { name: 'clientSecret', label: 'Client secret', control: 'secret', required: true },
        ],
      },
    ],
  },
  snowflake: {
    fields: [
      host('xy12345.us-east-1.snowflakecomputing.com'),
      port,
      field('options.account', 'Account', { required: true, help: 'e.g., xy12345.us-east-1' }),
      field('options.warehouse', 'Warehouse'),
      database,
      schema,
      field('options.role', 'Role'),
      username,
      privateAuthority,
    ],
    credentials: [
      password,
      {
        type: 'keyPair',
        label: 'Key pair',
        fields: [
          {
            name: 'privateKey',
            label: 'Private key',
            control: 'pem',
            pem: 'privateKey',
            required: true,
            help: 'PEM, plain or encrypted',
          },
          { name: 'passphrase', label: 'Passphrase', control: 'secret', help: 'Where the key is encrypted' },
        ],
      },
      token('Programmatic access token'),
    ],
  },
};
