import { coverageOf } from './coverage.ts';
import { quantile } from './quantile.ts';
import type { Sample } from './sample.ts';

/** A part of time: how much of it was measured as up and as down, in seconds, and how long the checks in it took. */
export interface Bucket {
  up: number;
  down: number;
  p50: number | null;
  p95: number | null;
}

export interface Grid {
  /** Seconds since 1970. */
  from: number;
  step: number;
  count: number;
}

/** Divides what checks say into equal parts of time. The last sample before the first part helps to fill it. */
export function bucketsOf(samples: readonly Sample[], { from, step, count }: Grid): Bucket[] {
  const up = new Float64Array(count);
  const down = new Float64Array(count);
  for (const stretch of coverageOf(samples)) {
    const first = Math.max(0, Math.floor((stretch.from - from) / step));
    for (let n = first; n < count && from + n * step < stretch.to; n++) {
      const length = Math.min(stretch.to, from + (n + 1) * step) - Math.max(stretch.from, from + n * step);
      const sum = stretch.up ? up : down;
      sum[n] = (sum[n] ?? 0) + Math.max(0, length);
    }
  }
  const latencies = latenciesBy(samples, { from, step, count });
  return Array.from({ length: count }, (_, n) => {
    const taken = latencies.get(n)?.toSorted((a, b) => a - b) ?? [];
    return { up: up[n] ?? 0, down: down[n] ?? 0, p50: quantile(taken, 0.5), p95: quantile(taken, 0.95) };
  });
}

/** How long checks that went well took, by the part of time they were made in. */
function latenciesBy(samples: readonly Sample[], { from, step, count }: Grid): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const { at, up, ms } of samples) {
    const n = Math.floor((at - from) / step);
    if (!up || n < 0 || n >= count) continue;
    const some = found.get(n);
    if (some) some.push(ms);
    else found.set(n, [ms]);
  }
  return found;
}
