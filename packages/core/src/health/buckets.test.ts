import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketsOf } from './buckets.ts';
import { bucketsIn, COARSE, FINE, latenciesOn, recordOf } from './day-record.ts';
import { latencyCode, latencyOf } from './latency-code.ts';
import { quantile, weightedQuantile } from './quantile.ts';
import type { Sample } from './sample.ts';

const sample = (at: number, up = true, ms = 20, every = 300): Sample => ({ at, up, ms, every });
const grid = (count: number, step = 300) => ({ from: 0, step, count });
const times = (samples: Sample[], count: number) => bucketsOf(samples, grid(count)).map(({ up, down }) => [up, down]);

describe('parts of time', () => {
  it('are filled by each check back to the one before it', () => {
    expect(times([sample(0), sample(300), sample(600, false), sample(900)], 3)).toEqual([
      [300, 0],
      [0, 300],
      [300, 0],
    ]);
  });

  it('share what lies across their border', () => {
    expect(times([sample(100), sample(400, false, 20, 300)], 2)).toEqual([
      [1, 200],
      [0, 100],
    ]);
  });

  it('have a gap where no check came: neither up nor down', () => {
    const samples = [sample(0), sample(300), sample(3_000), sample(3_300)];
    expect(times(samples, 11)).toEqual([[300, 0], ...Array(8).fill([0, 0]), [1, 0], [300, 0]]);
  });

  it('wait as long for a check as it was planned for', () => {
    const rarely = { ...sample(0), every: 3_600 };
    expect(times([rarely, sample(3_600)], 12)).toEqual(Array(12).fill([300, 0]));
  });

  it('tell how long the checks in them took that went well', () => {
    const samples = [sample(0, true, 10), sample(60, true, 30), sample(120, true, 20), sample(130, false, 5_000)];
    expect(bucketsOf(samples, grid(2))).toMatchObject([
      { p50: 20, p95: 30 },
      { p50: null, p95: null },
    ]);
  });

  it('hold no more than there is of them, and together all that was measured', () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 4_000 }), fc.boolean()), { maxLength: 60 });
    fc.assert(
      fc.property(gaps, (steps) => {
        let at = 0;
        const samples = steps.map(([step, up]) => {
          at += step;
          return sample(at, up);
        });
        const buckets = bucketsOf(samples, grid(Math.ceil(at / 300) + 1));
        for (const { up, down } of buckets) expect(up + down).toBeLessThanOrEqual(300);
        const measured = buckets.reduce((sum, { up, down }) => sum + up + down, 0);
        const covered = steps.reduce((sum, [step], n) => sum + (n > 0 && step <= 405 ? step : 1), 0);
        expect(Math.abs(measured - covered)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('a day as bytes', () => {
  const day = Array.from({ length: 289 }, (_, n) => sample(n * 300, n % 50 !== 7, 5 + n));

  it.each([FINE, COARSE])('is read back as it was, as far as its units go (%o)', (grain) => {
    const exact = bucketsOf(day, { from: 0, step: grain.step, count: 86_400 / grain.step });
    bucketsIn(recordOf(day, 0, grain), grain).forEach((bucket, n) => {
      expect(Math.abs(bucket.up - (exact[n]?.up ?? 0))).toBeLessThanOrEqual(grain.unit / 2);
      expect(Math.abs(bucket.down - (exact[n]?.down ?? 0))).toBeLessThanOrEqual(grain.unit / 2);
      expect(bucket.p50 === null).toBe(exact[n]?.p50 === null);
    });
  });

  it('keeps how often each latency occurred', () => {
    const pairs = latenciesOn(day, 0);
    const counted = Array.from({ length: pairs.length / 2 }, (_, n): [number, number] => [
      latencyOf(pairs[2 * n] ?? 0) ?? 0,
      pairs[2 * n + 1] ?? 0,
    ]);
    expect(counted.reduce((sum, [, count]) => sum + count, 0)).toBe(282);
    const sorted = day.slice(0, 288).flatMap(({ up, ms }) => (up ? [ms] : []));
    for (const part of [0.5, 0.95]) {
      const exact = quantile(sorted, part) ?? 0;
      expect(Math.abs((weightedQuantile(counted, part) ?? 0) / exact - 1)).toBeLessThan(0.04);
    }
  });

  it('a latency is a byte that is off by 2.5 % and a rounding at most', () => {
    expect(latencyOf(latencyCode(null))).toBeNull();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 240_000 }), (ms) => {
        expect(Math.abs((latencyOf(latencyCode(ms)) ?? 0) - ms)).toBeLessThanOrEqual(ms * 0.025 + 0.5);
      }),
    );
  });
});
