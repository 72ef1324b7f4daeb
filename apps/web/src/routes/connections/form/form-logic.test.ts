import {
  CONNECTION_KINDS,
  CreateConnectionInput,
  TestConnectionInput,
  UpdateConnectionInput,
} from '@portolan/contract';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { credentialFate, isSameDestination } from './destination.ts';
import { blankDraft, toDraft, withKind, withText } from './draft.ts';
import { credentialFields, credentialForm, shownFields } from './form-fields.ts';
import { toCreateInput, toOptions, toTestInput, toUpdateInput } from './payload.ts';
import { draft, saved } from './test-drafts.ts';

const PEM = '-----BEGIN CERTIFICATE-----\r\nMAA=\r\n-----END CERTIFICATE-----\r\n';
const OTHER_PEM = PEM.replace('MAA=', 'MAIFAA==');
const KEY = '-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n';

describe('draft', () => {
  it('lets the port follow the kind until it is edited', () => {
    expect(withKind(draft(), 'mysql')).toEqual({ dbType: 'mysql', port: '3306' });
    const edited = { ...draft(), ...withText(draft(), 'port', '6432') };
    expect(withKind(edited, 'mysql')).toEqual({ dbType: 'mysql' });
  });

  it('lets TLS follow the host until it is chosen', () => {
    expect(withText(draft(), 'host', 'localhost').sslMode).toBe('disable');
    expect(withText(draft({ tlsChosen: true }), 'host', 'localhost').sslMode).toBeUndefined();
  });

  it('survives the way to the server and back', () => {
    const { id, updatedAt: expectedUpdatedAt } = saved();
    expect(toUpdateInput(toDraft(saved()), saved())).toEqual({ id, expectedUpdatedAt });
  });
});

describe('the fields shown', () => {
  const names = (patch: Parameters<typeof draft>[0]) => shownFields(draft(patch)).map(({ name }) => name);

  it('are those of the kind, and as few as its protection needs', () => {
    expect(names({ sslMode: 'disable' })).not.toContain('sslCert');
    expect(names({ sslMode: 'require' })).toEqual(expect.arrayContaining(['sslCert', 'tlsKey']));
    expect(names({ sslMode: 'require' })).not.toContain('sslCa');
    expect(names({ sslMode: 'verify-ca' })).toContain('sslCa');
    expect(names({ dbType: 'sqlserver', sslMode: 'disable' })).not.toContain('trustServerCertificate');
    expect(names({ dbType: 'snowflake', sslMode: 'disable' })).toContain('sslCa');
    expect(names({ dbType: 'databricks' })).not.toContain('username');
  });

  it('are the same objects every time, so that the page keeps their inputs', () => {
    expect(shownFields(draft({ host: 'a' }))[0]).toBe(shownFields(draft({ host: 'b' }))[0]);
    expect(credentialFields(draft())[0]).toBe(credentialFields(draft({ token: 'x' }))[0]);
  });

  it('fall back to the usual way to sign in where the kind does not know the chosen one', () => {
    expect(credentialForm(draft({ signIn: 'keyPair' })).type).toBe('password');
    expect(credentialForm(draft({ dbType: 'snowflake', signIn: 'keyPair' })).type).toBe('keyPair');
    expect(credentialForm(draft({ dbType: 'databricks' })).type).toBe('token');
  });
});

describe('payload', () => {
  it.each(CONNECTION_KINDS)('is valid input for %s', (dbType) => {
    const texts = { httpPath: '/sql/1', account: 'xy1', schema: 's', instanceName: 'i', warehouse: 'w', role: 'r' };
    const full = draft({ dbType, password: 'secret', token: 'dapi', ...texts, sslCa: PEM, sslCert: PEM, tlsKey: KEY });
    expect(z.safeParse(CreateConnectionInput, toCreateInput(full)).error).toBeUndefined();
    expect(z.safeParse(TestConnectionInput, toTestInput(full, null)).error).toBeUndefined();
    expect(z.safeParse(UpdateConnectionInput, toUpdateInput(full, saved())).error).toBeUndefined();
  });

  it('of a change holds what was changed alone, and what it was changed from', () => {
    const before = saved();
    const changed = toUpdateInput({ ...toDraft(before), host: 'db2.example.com', password: 'new' }, before);
    expect(changed).toEqual({
      id: before.id,
      expectedUpdatedAt: before.updatedAt,
      host: 'db2.example.com',
      credential: { type: 'password', password: 'new' },
    });
  });

  it('clears optional text with null, and leaves alone what the kind has no field for', () => {
    const cleared = { databaseName: null, username: null, description: null };
    const before = saved({ description: 'for the shop' });
    expect(toUpdateInput(draft({ username: '' }), before)).toMatchObject(cleared);
    expect(toUpdateInput(draft({ dbType: 'databricks' }), saved())).not.toHaveProperty('username');
  });

  it('keeps, replaces or removes the credential', () => {
    expect(toUpdateInput(draft(), saved())).not.toHaveProperty('credential');
    expect(toUpdateInput(draft(), saved())).not.toHaveProperty('password');
    const replaced = toUpdateInput(draft({ password: ' new ' }), saved());
    expect(replaced.credential).toEqual({ type: 'password', password: ' new ' });
    const removed = toUpdateInput(draft({ removeCredential: true }), saved());
    expect(removed).toMatchObject({ password: '' });
    expect(removed).not.toHaveProperty('credential');
  });

  it.each([
    [
      { password: 'p', token: 't' },
      { type: 'password', password: 'p' },
    ],
    [
      { signIn: 'token', password: 'p', token: 't' },
      { type: 'token', token: 't' },
    ],
    [
      { dbType: 'databricks', password: 'p', token: 't' },
      { type: 'token', token: 't' },
    ],
    [
      { dbType: 'databricks', signIn: 'oauthClient', clientId: 'c', clientSecret: 's', token: 't' },
      { type: 'oauthClient', clientId: 'c', clientSecret: 's' },
    ],
    [
      { dbType: 'snowflake', signIn: 'keyPair', privateKey: KEY },
      { type: 'keyPair', privateKey: KEY },
    ],
    [
      { dbType: 'snowflake', signIn: 'keyPair', privateKey: KEY, passphrase: 'x' },
      { type: 'keyPair', privateKey: KEY, passphrase: 'x' },
    ],
    [
      { sslCert: PEM, tlsKey: KEY },
      { type: 'password', password: '', tlsKey: KEY },
    ],
    [
      { signIn: 'token', token: 't', sslCert: PEM, tlsKey: KEY },
      { type: 'token', token: 't', tlsKey: KEY },
    ],
    [
      { password: 'p', tlsKey: KEY, sslMode: 'disable' },
      { type: 'password', password: 'p' },
    ],
  ] as const)('signs in as chosen: %o', (patch, credential) => {
    expect(toCreateInput(draft(patch)).credential).toEqual(credential);
  });

  it("speaks SQL Server's own switches", () => {
    const options = (sslMode: 'require' | 'disable' | 'verify-ca') =>
      toOptions(draft({ dbType: 'sqlserver', sslMode }));
    expect(options('require')).toEqual({ encrypt: true, trustServerCertificate: true });
    expect(options('disable')).toEqual({ encrypt: false, trustServerCertificate: false });
    expect(options('verify-ca')).toEqual({ encrypt: true, trustServerCertificate: false, sslMode: 'verify-ca' });
  });

  it('sends certificates only where they are used, with their line ends', () => {
    expect(toOptions(draft({ sslCa: PEM, sslMode: 'require' }))).toEqual({ sslMode: 'require' });
    expect(toOptions(draft({ sslCa: PEM }))).toEqual({ sslMode: 'verify-full', sslCa: PEM });
    expect(toOptions(draft({ sslCert: PEM, sslMode: 'require' }))).toEqual({ sslMode: 'require', sslCert: PEM });
    expect(toOptions(draft({ sslCert: PEM, sslMode: 'disable' }))).toEqual({ sslMode: 'disable' });
  });

  it('borrows the stored credential for a test only while none is typed or removed', () => {
    expect(toTestInput(draft(), saved())).toHaveProperty('connectionId', saved().id);
    expect(toTestInput(draft({ password: 'x' }), saved())).not.toHaveProperty('connectionId');
    expect(toTestInput(draft({ removeCredential: true }), saved())).not.toHaveProperty('connectionId');
    expect(toTestInput(draft(), saved({ hasCredential: false }))).not.toHaveProperty('connectionId');
  });
});

describe('the stored credential', () => {
  const before = toDraft(saved());

  it.each([{ host: 'other' }, { port: '6432' }, { dbType: 'mysql' as const }, { sslMode: 'require' as const }])(
    'is bound to its destination: %o',
    (patch) => {
      expect(isSameDestination({ ...before, ...patch }, saved())).toBe(false);
      expect(credentialFate({ ...before, ...patch }, saved())).toBe('will-seal');
    },
  );

  it('is bound to whom the connection trusts', () => {
    const trusting = saved({ options: { sslMode: 'verify-full', sslCa: PEM } });
    const draft = toDraft(trusting);
    expect(credentialFate(draft, trusting)).toBe('kept');
    expect(credentialFate({ ...draft, sslCa: `  ${PEM.trim()}\n\n` }, trusting)).toBe('kept');
    expect(credentialFate({ ...draft, sslCa: '' }, trusting)).toBe('will-seal');
    expect(credentialFate({ ...draft, sslCa: OTHER_PEM }, trusting)).toBe('will-seal');
  });

  it('does not mind other edits', () => {
    expect(credentialFate({ ...before, name: 'x', username: 'y', databaseName: 'z' }, saved())).toBe('kept');
  });

  it('tells every other fate', () => {
    expect(credentialFate({ ...before, password: 'x' }, saved())).toBe('replaced');
    expect(credentialFate({ ...before, tlsKey: KEY }, saved())).toBe('replaced');
    expect(credentialFate({ ...before, token: 'typed for the other way' }, saved())).toBe('kept');
    expect(credentialFate({ ...before, removeCredential: true }, saved())).toBe('removed');
    expect(credentialFate(before, saved({ credentialState: 'sealed' }))).toBe('sealed');
    expect(credentialFate(before, saved({ credentialState: 'unreadable' }))).toBe('unreadable');
    expect(credentialFate(before, saved({ hasCredential: false, credentialState: 'none' }))).toBe('none');
    expect(credentialFate(blankDraft(), null)).toBe('none');
  });
});
