import { AUDIT_ACTIONS, AUDIT_OUTCOMES, type AuditEvent } from '@portolan/contract';
import { expect, it } from 'vitest';
import { sentenceOf, sentenceText } from './sentence.ts';

const ADA = '0b9ccb2e-6b0e-4f0a-8f0e-000000000001';
const SHOP = '0b9ccb2e-6b0e-4f0a-8f0e-000000000002';

const event = (more: Partial<AuditEvent>): AuditEvent => ({
  id: SHOP,
  seq: 1,
  action: 'connections:test',
  outcome: 'success',
  actorUserId: ADA,
  actorEmail: 'ada@example.com',
  actorApiKeyId: null,
  entityType: 'connection',
  entityId: SHOP,
  details: null,
  requestId: null,
  address: null,
  createdAt: '2026-11-30T10:00:00Z',
  ...more,
});
const say = (more: Partial<AuditEvent>, names: Record<string, string> = { [ADA]: 'First Operator' }) =>
  sentenceText(sentenceOf(event(more), names));

it('says who did what to what, and how it ended', () => {
  const details = { name: 'Shop production', code: 'DATABASE_NOT_FOUND' };
  expect(say({ outcome: 'failure', details })).toBe('First Operator tested Shop production: failed, no such database.');
  expect(say({ details: { name: 'Shop production' } })).toBe('First Operator tested Shop production.');
  expect(say({ outcome: 'started', details: { name: 'Shop' } })).toBe('First Operator began to test Shop.');
  expect(say({ action: 'connections:list', outcome: 'denied', entityType: null, entityId: null })).toBe(
    'First Operator tried to see the connections and was refused.',
  );
});

it('tells what a change was about', () => {
  expect(say({ action: 'connections:update', details: { name: 'Shop', changed: ['databaseName', 'port'] } })).toBe(
    'First Operator changed Shop (database name, port).',
  );
  const roles = { name: 'Pilots', added: [ADA], removed: [] };
  expect(say({ action: 'roles:setUsers', entityType: 'role', details: roles })).toBe(
    'First Operator changed who holds the role Pilots: 1 added, 0 removed.',
  );
  const off = { before: { isActive: true }, after: { isActive: false }, email: 'bo@example.com' };
  expect(say({ action: 'users:setActive', entityType: 'user', details: off })).toBe(
    'First Operator deactivated bo@example.com.',
  );
  expect(say({ action: 'introspection:refresh', details: { name: 'Shop', tables: 1200, changed: false } })).toBe(
    'First Operator read the schema of Shop: 1,200 tables, nothing changed.',
  );
});

it('finds words for whoever is not known, and for what is not', () => {
  expect(say({ actorUserId: null, action: 'auth:login', outcome: 'denied', entityType: null, entityId: null })).toBe(
    'Somebody not signed in tried to sign in and was refused.',
  );
  expect(say({ actorUserId: null, action: 'keys:rotate', entityType: null })).toBe(
    'The server rotated the encryption keys.',
  );
  expect(say({}, {})).toBe('ada@example.com tested a connection.');
  expect(say({}, { [SHOP]: 'Shop' })).toBe('ada@example.com tested Shop.');
  expect(say({ action: 'connections:sail' })).toBe('First Operator did connections:sail.');
});

it('does not take a name for a place to fill', () => {
  expect(say({ details: { name: '{actor} {did} $& $1' } })).toBe('First Operator tested {actor} {did} $& $1.');
});

it('has a whole sentence for every action, however it ended and whatever is known of it', () => {
  for (const action of AUDIT_ACTIONS) {
    for (const outcome of AUDIT_OUTCOMES) {
      for (const details of [null, { name: 'Shop', email: 'x@example.com', month: '2026-10', code: 'TIMEOUT' }]) {
        const text = say({ action, outcome, details, entityType: details && 'connection' });
        expect(text).toMatch(/^First Operator [^{}]+\.$/);
        expect(text).not.toMatch(/undefined|null|\[object/);
      }
    }
  }
});
