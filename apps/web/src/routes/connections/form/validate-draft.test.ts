import { CONNECTION_FORMS, CONNECTION_KINDS } from '@portolan/contract';
import { describe, expect, it } from 'vitest';
import { blankDraft, type ConnectionDraft } from './draft.ts';
import { draft, saved } from './test-drafts.ts';
import { fieldOfPath, validateDraft, validateForTest } from './validate-draft.ts';

const CERT = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----';
const KEY = '-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----';
const ENCRYPTED = KEY.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE');
const faults = (patch: Partial<ConnectionDraft>) => validateDraft(draft(patch), null);

describe('what is required', () => {
  it('is said in the words of the field', () => {
    expect(validateDraft({ ...blankDraft(), port: '' }, null)).toEqual({
      name: 'Connection name is required',
      host: 'Host is required',
      port: 'Port is required',
    });
    const databricks = { httpPath: 'HTTP path is required', token: 'Access token is required' };
    expect(faults({ dbType: 'databricks' })).toEqual(databricks);
    expect(faults({ dbType: 'snowflake' })).toEqual({ account: 'Account is required' });
  });

  it.each(CONNECTION_KINDS)('follows the data of %s', (dbType) => {
    const required = CONNECTION_FORMS[dbType].fields.filter((field) => field.required && field.path !== 'port');
    const missing = validateDraft({ ...blankDraft(dbType), password: 'x', token: 'x', name: 'x' }, null);
    expect(Object.keys(missing).sort()).toEqual(required.map(({ path }) => path.split('.').at(-1)).sort());
  });

  it('of a credential is all of the chosen one, and on an edit nothing until something is typed', () => {
    const databricks = { dbType: 'databricks', httpPath: '/sql/1', signIn: 'oauthClient' } as const;
    const both = { clientId: 'Client ID is required', clientSecret: 'Client secret is required' };
    expect(faults(databricks)).toEqual(both);
    expect(validateDraft(draft(databricks), saved({ dbType: 'databricks' }))).toEqual({});
    const half = draft({ ...databricks, clientId: 'c' });
    expect(validateDraft(half, saved({ dbType: 'databricks' }))).toEqual({ clientSecret: both.clientSecret });
    expect(validateDraft({ ...half, removeCredential: true }, saved({ dbType: 'databricks' }))).toEqual({});
  });

  it('is no name, to test', () => {
    expect(validateForTest(draft({ name: '' }), null)).toEqual({});
  });
});

it.each(['0', '65536', '12.5', 'abc'])('refuses port %s', (port) => {
  expect(faults({ port })).toHaveProperty('port');
});

it("applies the server's rules", () => {
  expect(faults({ host: 'http://x/y' })).toHaveProperty('host');
  expect(faults({ name: 'n'.repeat(101) })).toHaveProperty('name');
  expect(faults({ password: 'p'.repeat(1001) })).toHaveProperty('password');
  expect(faults({})).toEqual({});
});

describe('PEM', () => {
  it('must be of the sort that the field asks for', () => {
    expect(faults({ sslCa: 'nonsense' })).toHaveProperty('sslCa');
    expect(faults({ sslCert: KEY, tlsKey: KEY })).toEqual({ sslCert: expect.stringContaining('private key') });
    expect(faults({ sslCert: CERT, tlsKey: CERT })).toEqual({ tlsKey: expect.stringContaining('certificate') });
    expect(faults({ sslCert: CERT, tlsKey: KEY, sslCa: CERT })).toEqual({});
  });

  it('is not looked at where it is not shown', () => {
    expect(faults({ sslCert: KEY, tlsKey: CERT, sslMode: 'disable' })).toEqual({});
  });

  it('of a client goes in pairs', () => {
    expect(faults({ sslCert: CERT })).toEqual({ tlsKey: 'The key of the client certificate is required' });
    expect(faults({ tlsKey: KEY })).toEqual({ sslCert: 'The certificate that belongs to the key is required' });
    expect(faults({ sslCert: CERT, tlsKey: ENCRYPTED })).toEqual({ tlsKey: expect.stringContaining('encrypted') });
  });

  it('of a client keeps its stored key, until the credential is replaced', () => {
    const before = saved({ options: { sslMode: 'verify-full', sslCert: CERT } });
    expect(validateDraft(draft({ sslCert: CERT }), before)).toEqual({});
    expect(validateDraft(draft({ sslCert: CERT, password: 'new' }), before)).toHaveProperty('tlsKey');
    expect(validateDraft(draft({ sslCert: CERT }), saved())).toHaveProperty('tlsKey');
    expect(validateDraft(draft({ sslCert: CERT, removeCredential: true }), before)).toEqual({});
  });

  it('of a Snowflake user needs its passphrase when it is encrypted', () => {
    const pair = { dbType: 'snowflake', account: 'xy1', signIn: 'keyPair' } as const;
    expect(faults(pair)).toEqual({ privateKey: 'Private key is required' });
    expect(faults({ ...pair, privateKey: KEY })).toEqual({});
    expect(faults({ ...pair, privateKey: ENCRYPTED })).toEqual({ passphrase: expect.stringContaining('passphrase') });
    expect(faults({ ...pair, privateKey: ENCRYPTED, passphrase: 'x' })).toEqual({});
  });
});

it('finds the field of a server issue', () => {
  expect(fieldOfPath('options.httpPath', draft())).toBe('httpPath');
  expect(fieldOfPath('credential.token', draft())).toBe('token');
  expect(fieldOfPath('credential', draft({ dbType: 'databricks' }))).toBe('token');
  expect(fieldOfPath('name', draft())).toBe('name');
});
