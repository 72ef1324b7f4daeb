import { type Bucket, bucketsOf } from './buckets.ts';
import { latencyCode, latencyOf } from './latency-code.ts';
import { pack, unpack } from './packed.ts';
import type { Sample } from './sample.ts';

export const DAY = 86_400;

/** How finely a day is kept: the length of a part, and how many seconds a unit of its bytes is. */
export const FINE = { step: 300, unit: 2 } as const;
export const COARSE = { step: 3_600, unit: 15 } as const;
export type Grain = typeof FINE | typeof COARSE;

/**
 * A day of a connection, one byte for each part: units of up and down, the code of the median latency, and how far that of
 * the slow ones is beyond it: nothing, where a part has one check. Packed: most of it is the same all day.
 */
export interface DayRecord {
  up: Uint8Array;
  down: Uint8Array;
  p50: Uint8Array;
  p95: Uint8Array;
}

/** The record of the day that begins at `from`. Of samples around it, those count that say something of it. */
export function recordOf(samples: readonly Sample[], from: number, { step, unit }: Grain): DayRecord {
  const buckets = bucketsOf(samples, { from, step, count: DAY / step });
  const bytes = (of: (bucket: Bucket) => number) => pack(Uint8Array.from(buckets, of));
  return {
    up: bytes(({ up }) => Math.round(up / unit)),
    down: bytes(({ down }) => Math.round(down / unit)),
    p50: bytes(({ p50 }) => latencyCode(p50)),
    p95: bytes(({ p50, p95 }) => latencyCode(p95) - latencyCode(p50)),
  };
}

/** The parts of a day back from its record. */
export function bucketsIn(record: DayRecord, { unit }: Grain): Bucket[] {
  const [up, down, p50, p95] = [record.up, record.down, record.p50, record.p95].map(unpack);
  return Array.from(up ?? [], (units, n) => ({
    up: units * unit,
    down: (down?.[n] ?? 0) * unit,
    p50: latencyOf(p50?.[n] ?? 0),
    p95: latencyOf((p50?.[n] ?? 0) + (p95?.[n] ?? 0)),
  }));
}

/** How often each latency occurred on a day: codes and counts by turns, in the order of the codes. */
export function latenciesOn(samples: readonly Sample[], from: number): number[] {
  const counts = new Map<number, number>();
  for (const { at, up, ms } of samples) {
    if (!up || at < from || at >= from + DAY) continue;
    const code = latencyCode(ms);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].toSorted(([a], [b]) => a - b).flat();
}
