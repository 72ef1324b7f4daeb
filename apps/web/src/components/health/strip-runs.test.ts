import { expect, it } from 'vitest';
import { countsOf, runsOf } from './strip-runs.ts';
import { untilNow } from './until-now.ts';

it('tells a strip as its runs, and how much there is of each', () => {
  const steps = ['healthy', 'healthy', null, 'unreachable', 'healthy'] as const;
  expect(runsOf(steps)).toEqual([
    { status: 'healthy', from: 0, count: 2 },
    { status: null, from: 2, count: 1 },
    { status: 'unreachable', from: 3, count: 1 },
    { status: 'healthy', from: 4, count: 1 },
  ]);
  expect(countsOf(steps)).toEqual([
    ['unreachable', 1],
    ['healthy', 3],
    [null, 1],
  ]);
  expect(runsOf([])).toEqual([]);
});

it('says of what was not measured yet what is known now', () => {
  expect(untilNow([null, 'healthy', null, null], 'degraded')).toEqual([null, 'healthy', 'degraded', 'degraded']);
  expect(untilNow(['healthy', null], 'unknown')).toEqual(['healthy', null]);
  expect(untilNow([null, null], 'healthy')).toEqual([null, null]);
});
