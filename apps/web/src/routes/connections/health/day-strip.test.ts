import type { HealthSummary } from '@portolan/contract';
import { expect, it } from 'vitest';
import { dayStrips } from './day-strip.ts';
import { dayLabel, stretchOfDay } from './day-texts.ts';
import { statusesIn } from './statuses-in.ts';

const ID = '01890000-0000-7000-8000-000000000000';
const strips = (cells: string) =>
  dayStrips({ from: '2026-01-01T09:00:00.000Z', stepSeconds: 1_800, strips: [{ id: ID, cells }] });

it('says in words what a strip shows', () => {
  const strip = strips('hhdu--').get(ID);
  if (!strip) throw new Error('It is there');
  expect(strip.steps).toEqual(['healthy', 'healthy', 'degraded', 'unreachable', null, null]);
  expect(dayLabel(strip)).toBe(
    'The last 24 hours. Unreachable: 30 minutes, Degraded: 30 minutes, Healthy: 60 minutes, Not measured: 60 minutes.',
  );
  expect(stretchOfDay(strip, { status: 'healthy', from: 0, count: 2 })).toMatch(/^\d\d:00 – \d\d:00: Healthy$/);
});

it('knows what a list has to be read again for', () => {
  const ailing = {
    id: ID,
    name: 'Ailing',
    status: 'unreachable' as const,
    since: '2026-01-01T09:00:00.000Z',
    reasons: [],
    uptime24h: 0.5,
  };
  const summary: HealthSummary = { total: 1, healthy: 0, degraded: 0, unreachable: 1, unknown: 0, ailing: [ailing] };
  expect(statusesIn({ ...summary, ailing: [{ ...ailing, uptime24h: 0.4 }] })).toBe(statusesIn(summary));
  expect(statusesIn({ ...summary, ailing: [{ ...ailing, since: null }] })).not.toBe(statusesIn(summary));
});
