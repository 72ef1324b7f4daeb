import type { HealthHistory } from '@portolan/contract';
import type { AlignedData } from 'uplot';

/** Columns of a chart: the middle of each step in seconds, and the latencies of it; null is a gap. */
export function chartData({ points, stepSeconds }: HealthHistory): AlignedData {
  return [
    points.map(({ at }) => Date.parse(at) / 1_000 + stepSeconds / 2),
    points.map(({ p50 }) => p50),
    points.map(({ p95 }) => p95),
  ];
}

/** Steps of the scale in milliseconds, up to half a minute: of parts of one, two would have the same label. */
export const WHOLE_STEPS = [1, 10, 100, 1_000, 10_000].flatMap((power) => [power, 2 * power, 5 * power]);

/** A stretch of time in seconds in which there was no line to draw, and why. */
export interface Blank {
  from: number;
  to: number;
  isDown: boolean;
}

/** Where nobody has measured, and where it was down for most of what was measured. */
export function blanksOf({ points, stepSeconds }: HealthHistory): Blank[] {
  const blanks: Blank[] = [];
  for (const { at, status } of points) {
    if (status !== null && status !== 'unreachable') continue;
    const from = Date.parse(at) / 1_000;
    const isDown = status === 'unreachable';
    const last = blanks.at(-1);
    if (last && last.to === from && last.isDown === isDown) last.to = from + stepSeconds;
    else blanks.push({ from, to: from + stepSeconds, isDown });
  }
  return blanks;
}
