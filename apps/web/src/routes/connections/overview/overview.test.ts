import type { HealthHistory, HealthNews } from '@portolan/contract';
import { describe, expect, it } from 'vitest';
import { milliseconds } from '../../../lib/format.ts';
import { blanksOf, chartData, WHOLE_STEPS } from './chart-data.ts';
import { daysLeft, endsSoon } from './days-left.ts';
import { intervalError, intervalHint, secondsIn } from './interval-draft.ts';
import { newsOf } from './news-of.ts';
import { nextLook } from './next-look.ts';
import { timeLabels } from './time-labels.ts';

type News = Pick<HealthNews, 'summary' | 'incidents'>;

const START = Date.parse('2026-01-01T00:00:00.000Z');
const at = (n: number) => new Date(START + n * 1_800_000).toISOString();
const history: HealthHistory = {
  window: '24h',
  stepSeconds: 1_800,
  points: [
    { at: at(0), status: 'healthy', uptime: 1, p50: 4, p95: 6 },
    { at: at(1), status: null, uptime: null, p50: null, p95: null },
    { at: at(2), status: null, uptime: null, p50: null, p95: null },
    { at: at(3), status: 'unreachable', uptime: 0, p50: null, p95: null },
    { at: at(4), status: 'degraded', uptime: 0.9, p50: 5, p95: 5 },
  ],
};

describe('the chart', () => {
  it('has a label of its own at each step of its scale', () => {
    for (const step of WHOLE_STEPS) {
      const labels = [0, 1, 2, 3, 4, 5].map((n) => milliseconds(n * step));
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it('has a point in the middle of each step, and none in a gap', () => {
    const [times, half, nearlyAll] = chartData(history);
    expect(times?.[0]).toBe(START / 1_000 + 900);
    expect(half).toEqual([4, null, null, null, 5]);
    expect(nearlyAll).toEqual([6, null, null, null, 5]);
  });

  it('tells gaps from outages', () => {
    const from = START / 1_000;
    expect(blanksOf(history)).toEqual([
      { from: from + 1_800, to: from + 5_400, isDown: false },
      { from: from + 5_400, to: from + 7_200, isDown: true },
    ]);
  });

  it('says each time below it once', () => {
    const days = [0, 12, 24].map((hours) => START / 1_000 + hours * 3_600);
    expect(timeLabels(days, '7d').filter((label) => label !== '')).toHaveLength(2);
    expect(
      new Set(
        timeLabels(
          [0, 1, 2].map((n) => START / 1_000 + n * 3_600),
          '24h',
        ),
      ).size,
    ).toBe(3);
  });
});

describe('an interval', () => {
  it.each([
    ['30', 30],
    ['86400', 86_400],
    ['29', null],
    ['86401', null],
    ['60.5', null],
    ['', null],
    ['1e3', null],
  ])('of %s seconds is %s', (text, seconds) => {
    expect(secondsIn(text)).toBe(seconds);
    expect(intervalError(text) === undefined).toBe(seconds !== null);
  });

  it.each([
    ['90', 'That is 90 seconds.'],
    ['300', 'That is 5 minutes.'],
    ['3600', 'That is 1 hour.'],
    ['86400', 'That is 1 day.'],
    ['5', 'From 30 to 86400.'],
  ])('of %s is said in words', (text, hint) => expect(intervalHint(text)).toBe(hint));
});

it('looks again once the next check has been made, and not too often', () => {
  const nextCheckAt = new Date(START + 20_000).toISOString();
  expect(nextLook({ nextCheckAt }, START)).toBe(22_000);
  expect(nextLook({ nextCheckAt }, START + 60_000)).toBe(3_000);
  expect(nextLook({ nextCheckAt: null }, START)).toBe(60_000);
  expect(nextLook(undefined, START)).toBe(60_000);
});

it('counts the whole days until a certificate ends', () => {
  const ends = new Date(START + 14.5 * 86_400_000).toISOString();
  expect([daysLeft(ends, START), endsSoon(daysLeft(ends, START))]).toEqual([14, false]);
  expect(endsSoon(daysLeft(ends, START + 86_400_000))).toBe(true);
  expect(daysLeft(ends, START + 15 * 86_400_000)).toBe(-1);
});

it('is told of what concerns one connection', () => {
  const ailing = { id: 'a', name: 'A', status: 'degraded' as const, since: null, reasons: [], uptime24h: 1 };
  const summary = { total: 2, healthy: 1, degraded: 1, unreachable: 0, unknown: 0, ailing: [ailing] };
  const news: News = { summary, incidents: [] };
  const figures: News = { ...news, summary: { ...summary, ailing: [{ ...ailing, uptime24h: 0.5 }] } };
  expect(newsOf(figures, 'a')).toBe(newsOf(news, 'a'));
  const worse: News = { ...news, summary: { ...summary, ailing: [{ ...ailing, status: 'unreachable' }] } };
  expect(newsOf(worse, 'a')).not.toBe(newsOf(news, 'a'));
  expect(newsOf({ ...news, summary: { ...summary, ailing: [] } }, 'a')).not.toBe(newsOf(news, 'a'));
});
