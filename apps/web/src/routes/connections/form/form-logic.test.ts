import { type Connection, CreateConnectionInput, TestConnectionInput, UpdateConnectionInput } from '@portolan/contract';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { isSameDestination, passwordFate } from './destination.ts';
import { blankDraft, type ConnectionDraft, toDraft, withHost, withKind } from './draft.ts';
import { toCreateInput, toOptions, toTestInput, toUpdateInput } from './payload.ts';
import { fieldOfPath, validateDraft, validateForTest } from './validate-draft.ts';

const draft = (patch: Partial<ConnectionDraft> = {}): ConnectionDraft => ({
  ...blankDraft(),
  name: 'orders',
  host: 'db.example.com',
  ...patch,
});

const saved = (patch: Partial<Connection> = {}): Connection => ({
  id: '0199a000-0000-7000-8000-000000000001',
  name: 'orders',
  description: null,
  dbType: 'postgresql',
  host: 'db.example.com',
  port: 5432,
  databaseName: 'orders',
  username: 'ada',
  hasCredential: true,
  credentialState: 'ready',
  useSsl: true,
  options: { sslMode: 'verify-full', schema: 'sales' },
  lastTestedAt: null,
  lastTestResult: null,
  lastTestMessage: null,
  createdAt: '2026-05-10T12:00:00.000Z',
  updatedAt: '2026-05-10T12:00:00.000Z',
  createdByUserId: null,
  tenantId: '0199a000-0000-7000-8000-000000000002',
  ...patch,
});

describe('draft', () => {
  it('lets the port follow the kind until it is edited', () => {
    expect(withKind(draft(), 'mysql')).toEqual({ dbType: 'mysql', port: '3306' });
    expect(withKind(draft({ port: '6432', portChosen: true }), 'mysql')).toEqual({ dbType: 'mysql' });
  });

  it('lets TLS follow the host until it is chosen', () => {
    expect(withHost(draft(), 'localhost').sslMode).toBe('disable');
    expect(withHost(draft({ tlsChosen: true }), 'localhost').sslMode).toBeUndefined();
  });

  it('survives the way to the server and back', () => {
    const { id, ...changes } = toUpdateInput(toDraft(saved()), saved());
    expect(saved()).toMatchObject(changes);
    expect(id).toBe(saved().id);
  });
});

describe('payload', () => {
  it.each(['postgresql', 'mysql', 'sqlserver', 'databricks', 'snowflake'] as const)(
    'is valid input for %s',
    (dbType) => {
      const full = draft({
        dbType,
        password: 'secret',
        httpPath: '/sql/1',
        account: 'xy1',
        schema: 's',
        instanceName: 'i',
      });
      expect(z.safeParse(CreateConnectionInput, toCreateInput(full)).error).toBeUndefined();
      expect(z.safeParse(TestConnectionInput, toTestInput(full, null)).error).toBeUndefined();
      expect(z.safeParse(UpdateConnectionInput, toUpdateInput(full, saved())).error).toBeUndefined();
    },
  );

  it('clears optional text with null', () => {
    expect(toUpdateInput(draft(), saved())).toMatchObject({ databaseName: null, username: null, description: null });
  });

  it('keeps, replaces or removes the password', () => {
    expect(toUpdateInput(draft(), saved())).not.toHaveProperty('password');
    expect(toUpdateInput(draft({ password: ' new ' }), saved()).password).toBe(' new ');
    expect(toUpdateInput(draft({ removePassword: true }), saved()).password).toBe('');
  });

  it('sends a token to Databricks', () => {
    const input = toCreateInput(draft({ dbType: 'databricks', httpPath: '/sql/1', password: 'dapi' }));
    expect(input.credential).toEqual({ type: 'token', token: 'dapi' });
    expect(input).not.toHaveProperty('password');
  });

  it("speaks SQL Server's own switches", () => {
    expect(toOptions(draft({ dbType: 'sqlserver', sslMode: 'require' }))).toEqual({
      encrypt: true,
      trustServerCertificate: true,
    });
    expect(toOptions(draft({ dbType: 'sqlserver', sslMode: 'disable' }))).toEqual({
      encrypt: false,
      trustServerCertificate: false,
    });
  });

  it('sends the authority only where it is used, and keeps what has no field', () => {
    const pem = '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----';
    expect(toOptions(draft({ sslCa: pem, sslMode: 'require' }))).toEqual({ sslMode: 'require' });
    expect(toOptions(draft({ sslCa: pem }))).toEqual({ sslMode: 'verify-full', sslCa: pem });
    const withCert = saved({ options: { sslMode: 'verify-full', sslCert: pem } });
    expect(toUpdateInput(toDraft(withCert), withCert).options).toEqual({ sslMode: 'verify-full', sslCert: pem });
  });

  it('borrows the stored password for a test only while none is typed or removed', () => {
    expect(toTestInput(draft(), saved())).toHaveProperty('connectionId', saved().id);
    expect(toTestInput(draft({ password: 'x' }), saved())).not.toHaveProperty('connectionId');
    expect(toTestInput(draft({ removePassword: true }), saved())).not.toHaveProperty('connectionId');
    expect(toTestInput(draft(), saved({ hasCredential: false }))).not.toHaveProperty('connectionId');
  });
});

describe('validation', () => {
  it('names what is missing', () => {
    expect(validateDraft({ ...blankDraft(), port: '' })).toEqual({
      name: 'Connection name is required',
      host: 'Host is required',
      port: 'Port is required',
    });
    expect(validateDraft(draft({ dbType: 'databricks' }))).toEqual({ httpPath: 'HTTP path is required' });
    expect(validateDraft(draft({ dbType: 'snowflake' }))).toEqual({ account: 'Account is required' });
  });

  it.each(['0', '65536', '12.5', 'abc'])('refuses port %s', (port) => {
    expect(validateDraft(draft({ port }))).toHaveProperty('port');
  });

  it("applies the server's rules", () => {
    expect(validateDraft(draft({ host: 'http://x/y' }))).toHaveProperty('host');
    expect(validateDraft(draft({ name: 'n'.repeat(101) }))).toHaveProperty('name');
    expect(validateDraft(draft({ sslCa: 'nonsense' }))).toHaveProperty('sslCa');
    expect(validateDraft(draft())).toEqual({});
  });

  it('needs no name to test', () => {
    expect(validateForTest(draft({ name: '' }))).toEqual({});
  });

  it('finds the field of a server issue', () => {
    expect(fieldOfPath('options.httpPath')).toBe('httpPath');
    expect(fieldOfPath('credential.token')).toBe('password');
    expect(fieldOfPath('name')).toBe('name');
  });
});

describe('the stored password', () => {
  const before = toDraft(saved());

  it.each([{ host: 'other' }, { port: '6432' }, { dbType: 'mysql' as const }, { sslMode: 'require' as const }])(
    'is bound to its destination: %o',
    (patch) => {
      expect(isSameDestination({ ...before, ...patch }, saved())).toBe(false);
      expect(passwordFate({ ...before, ...patch }, saved())).toBe('will-seal');
    },
  );

  it('does not mind other edits', () => {
    expect(passwordFate({ ...before, name: 'x', username: 'y', databaseName: 'z' }, saved())).toBe('kept');
  });

  it('tells every other fate', () => {
    expect(passwordFate({ ...before, password: 'x' }, saved())).toBe('replaced');
    expect(passwordFate({ ...before, removePassword: true }, saved())).toBe('removed');
    expect(passwordFate(before, saved({ credentialState: 'sealed' }))).toBe('sealed');
    expect(passwordFate(before, saved({ hasCredential: false, credentialState: 'none' }))).toBe('none');
    expect(passwordFate(draft(), null)).toBe('none');
  });
});
