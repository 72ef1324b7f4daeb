import type { HealthAttention, HealthNews } from '@portolan/contract';
import { expect, it } from 'vitest';
import { driftText, headlineOf, isCalm } from './headline.ts';

const none = { total: 0, items: [] };
const attention: HealthAttention = {
  checks: { total: 3, watched: 3, lastCheckAt: null },
  credentials: none,
  certificates: none,
  invitations: null,
  drift: none,
};
const newsOf = (openIncidents: number, unreachable: number, degraded: number): HealthNews => ({
  summary: { total: 3, healthy: 3 - unreachable - degraded, degraded, unreachable, unknown: 0, ailing: [] },
  openIncidents,
  incidents: [],
  attention: 0,
});

it('says the worst, and the lesser things where there is nothing worse', () => {
  expect(headlineOf(newsOf(1, 2, 1), attention)).toBe('1 incident is open. 3 connections are not well.');
  expect(headlineOf(newsOf(0, 0, 1), attention)).toBe('1 connection is not well.');
  expect(headlineOf(newsOf(0, 0, 0), { ...attention, certificates: { total: 2, items: [] } })).toBe(
    '2 things need attention.',
  );
  expect(headlineOf(newsOf(0, 0, 0), attention)).toBe('Nothing needs your attention.');
});

it('is calm while nothing fails and nothing is degraded, an incident that nobody is in any more included', () => {
  expect([newsOf(0, 0, 0), newsOf(1, 0, 0), newsOf(0, 1, 0), newsOf(0, 0, 1)].map(isCalm)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

it('tells of a schema what there is to tell', () => {
  expect(driftText({ added: 2, removed: 0, changed: 1 })).toBe('2 tables new, 1 table changed');
  expect(driftText({ added: 0, removed: 0, changed: 0 })).toBe('Something beside the tables');
});
