import type { HealthDetail } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { bucketsOf } from './buckets.ts';
import { bucketsIn, DAY, FINE } from './day-record.ts';
import { uptimeOf } from './figures.ts';
import { quantile, weightedQuantile } from './quantile.ts';
import { latenciesOf, readDays } from './read-days.ts';
import { readSamples } from './read-samples.ts';
import type { Sample } from './sample.ts';

export type Windows = Pick<HealthDetail, 'uptime' | 'latency'>;

/** Those that single checks answer, in seconds; the longest takes the days to its help. */
const SHORT = { '1h': 3_600, '24h': DAY, '7d': 7 * DAY } as const;
const LONG = 30 * DAY;
/** Single checks of more days than these may be gone. */
const RAW = 7 * DAY;

/** Uptime and latencies of a connection over the last hour, day, 7 and 30 days. `now` in seconds since 1970. */
export async function readWindows(em: EntityManager, id: string, now: number): Promise<Windows> {
  const samples = (await readSamples(em, [id], now - RAW)).get(id) ?? [];
  const hour = shortWindow(samples, now, SHORT['1h']);
  const day = shortWindow(samples, now, SHORT['24h']);
  const week = shortWindow(samples, now, SHORT['7d']);
  const month = await longWindow(em, id, samples, now);
  return {
    uptime: { '1h': hour.uptime, '24h': day.uptime, '7d': week.uptime, '30d': month.uptime },
    latency: { '1h': hour.latency, '24h': day.latency, '7d': week.latency, '30d': month.latency },
  };
}

function shortWindow(samples: readonly Sample[], now: number, seconds: number) {
  const from = now - seconds;
  const [whole] = bucketsOf(samples, { from, step: seconds, count: 1 });
  const taken = latenciesSince(samples, from).toSorted((a, b) => a - b);
  return {
    uptime: whole ? uptimeOf(whole) : null,
    latency: { p50: quantile(taken, 0.5), p95: quantile(taken, 0.95) },
  };
}

function latenciesSince(samples: readonly Sample[], from: number): number[] {
  return samples.flatMap(({ at, up, ms }) => (up && at >= from ? [ms] : []));
}

/** Whole days from what is kept of them, the last ones from the single checks. */
async function longWindow(em: EntityManager, id: string, samples: readonly Sample[], now: number) {
  const border = Math.floor((now - RAW) / DAY + 1) * DAY;
  const from = now - LONG;
  const [recent] = bucketsOf(samples, { from: border, step: now - border, count: 1 });
  const days = await readDays(em, 'health_5m', { id, from, to: border - DAY });
  const kept = days.flatMap((day) => bucketsIn(day, FINE).filter((_, n) => day.day + n * FINE.step >= from));
  const sums = [...kept, recent ?? { up: 0, down: 0 }];
  const up = sums.reduce((sum, part) => sum + part.up, 0);
  const down = sums.reduce((sum, part) => sum + part.down, 0);
  const counted = latenciesOf(days);
  for (const ms of latenciesSince(samples, border)) counted.push([ms, 1]);
  counted.sort(([a], [b]) => a - b);
  return {
    uptime: uptimeOf({ up, down }),
    latency: { p50: weightedQuantile(counted, 0.5), p95: weightedQuantile(counted, 0.95) },
  };
}
