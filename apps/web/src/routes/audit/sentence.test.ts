import { AUDIT_ACTIONS, AUDIT_OUTCOMES, type AuditEvent } from '@portolan/contract';
import { afterEach, expect, it } from 'vitest';
import { setSpoken } from '../../lib/locale.ts';
import * as german from '../../locales/de.ts';
import { actionLabel } from './action-choices.ts';
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

afterEach(() => setSpoken({ language: 'en', texts: null }));

it('names the agent that looked for somebody', () => {
  const looked = { action: 'connections:list', entityType: null, entityId: null, details: { agent: 'charts 1.2' } };
  expect(say(looked)).toBe('First Operator asked through charts 1.2 to see the connections.');
  expect(say({ ...looked, outcome: 'failure' })).toBe(
    'First Operator asked through charts 1.2 to see the connections: failed.',
  );
  setSpoken({ language: 'de', texts: german });
  expect(say(looked)).toBe('First Operator wollte über charts 1.2 die Verbindungen sehen.');
});

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
  expect(say({ action: 'connections:import', entityType: null, details: { created: 3, changed: 1 } })).toBe(
    'First Operator imported connections: 3 created, 1 changed.',
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

it('says the same in German, with the verb where it belongs', () => {
  setSpoken({ language: 'de', texts: german });
  const failed = { name: 'Shop', code: 'DATABASE_NOT_FOUND' };
  expect(say({ outcome: 'failure', details: failed })).toBe(
    'First Operator testete Shop: fehlgeschlagen, keine solche Datenbank.',
  );
  expect(say({ outcome: 'started', details: { name: 'Shop' } })).toBe('First Operator begann, Shop zu testen.');
  expect(say({ action: 'connections:create', outcome: 'started', details: null }, { [ADA]: 'Ada' })).toBe(
    'Ada begann, eine Verbindung anzulegen.',
  );
  expect(say({ action: 'connections:list', outcome: 'denied' })).toBe(
    'First Operator wollte die Verbindungen sehen: abgewiesen.',
  );
  expect(say({ action: 'connections:update', details: { name: 'Shop', changed: ['databaseName', 'port'] } })).toBe(
    'First Operator änderte Shop (Datenbank, Port).',
  );
  expect(say({ action: 'introspection:refresh', details: { name: 'Shop', tables: 1200 } })).toBe(
    'First Operator las das Schema von Shop: 1.200 Tabellen.',
  );
  expect(actionLabel('roles:setUsers')).toBe('ändern, wer eine Rolle hat');
});

it('has a whole German sentence for every action, however it ended', () => {
  setSpoken({ language: 'de', texts: german });
  for (const action of AUDIT_ACTIONS) {
    for (const outcome of AUDIT_OUTCOMES) {
      const text = say({ action, outcome, details: { email: 'x@example.com', code: 'TIMEOUT' }, entityType: null });
      expect(text).toMatch(/^First Operator [^{}()]+\.$/);
      expect(text).not.toMatch(/\b(?:the|of|and|did|to)\b/);
    }
    expect(actionLabel(action)).not.toMatch(/[{}()]/);
  }
});
