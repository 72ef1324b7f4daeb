import type { AuditEvent } from '@portolan/contract';
import { expect, it } from 'vitest';
import { foldStarted } from './fold-started.ts';

const event = (id: string, patch: Partial<AuditEvent> = {}): AuditEvent => ({
  id,
  seq: 1,
  action: 'connections:test',
  outcome: 'success',
  actorUserId: 'ada',
  actorEmail: null,
  actorApiKeyId: null,
  entityType: 'connection',
  entityId: 'shop',
  details: null,
  requestId: 'r1',
  address: null,
  createdAt: '2026-11-30T04:00:00.000Z',
  ...patch,
});
const told = (events: AuditEvent[]) => {
  const { shown, startedOf } = foldStarted(events);
  return shown.map(({ id }) => [id, startedOf.get(id)?.id].filter(Boolean).join(' from '));
};
const started = (id: string, patch: Partial<AuditEvent> = {}) => event(id, { outcome: 'started', ...patch });

it('tells what was begun and has ended in one line', () => {
  expect(told([event('end', { outcome: 'failure' }), started('start')])).toEqual(['end from start']);
  const of = (requestId: string) => ({ requestId });
  expect(told([event('end 2', of('r2')), event('end 1'), started('start 2', of('r2')), started('start 1')])).toEqual([
    'end 2 from start 2',
    'end 1 from start 1',
  ]);
});

it('hides nothing whose other half is elsewhere', () => {
  expect(told([started('start')])).toEqual(['start']);
  expect(told([event('end'), started('start'), started('again')])).toEqual(['end from start', 'again']);
  for (const other of [{ requestId: 'r2' }, { requestId: null }, { entityId: 'till' }, { action: 'keys:rotate' }])
    expect(told([event('end'), started('start', other)])).toEqual(['end', 'start']);
  const none = { requestId: null };
  expect(told([event('end', none), started('start', none)])).toEqual(['end', 'start']);
});
