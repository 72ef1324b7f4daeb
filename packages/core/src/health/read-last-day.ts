import type { EntityManager } from '@portolan/db';
import { fromBase64 } from '../crypto/base64.ts';
import { idArray } from '../id-array.ts';
import { bucketsOf, type Grid } from './buckets.ts';
import { bucketsIn, FINE } from './day-record.ts';
import { type HourOfChecks, samplesIn } from './read-samples.ts';

type Sum = { up: number; down: number };

interface Row {
  id: string;
  /** In seconds since 1970; the bytes as base64. */
  days: { day: number; up: string; down: string }[];
  hours: HourOfChecks[];
}

/** PostgreSQL breaks base64 into lines. */
const TEXT = (column: string) => `translate(encode(${column}, 'base64'), E'\\n', '')`;

/**
 * The days that are kept, and the single checks of the hours that may not be in them yet with the hour before those: what
 * their first check speaks for began there. Most of a day is in the former, which are a fraction of the latter.
 */
const READ = `
  with since as materialized (
    select greatest(?::timestamptz, date_trunc('hour', (select rolled_to from health_rollup) - interval '1 hour')) as hour
  )
  select h.connection_id as id, d.days, s.hours
  from health_connections h cross join since cross join lateral (
    select coalesce(json_agg(json_build_object('day', extract(epoch from t.day::timestamp)::float8,
      'up', ${TEXT('t.up')}, 'down', ${TEXT('t.down')})), '[]') as days
    from generate_series(?::date, ?::date, interval '1 day') g join health_5m t on t.day = g::date and t.connection = h.number
  ) d cross join lateral (
    select coalesce(json_agg(json_build_object('hour', extract(epoch from c.hour)::int, 'at', to_json(c.at),
      'ms', '[]'::json, 'outcome', to_json(c.outcome), 'every', to_json(c.every)) order by c.hour), '[]') as hours
    from (
      (select * from health_samples where connection = h.number and hour >= since.hour)
      union all
      (select * from health_samples where connection = h.number and hour < since.hour order by hour desc limit 1)
    ) c
  ) s
  where h.connection_id = any(?::uuid[])`;

/**
 * How much of each step was measured as up and as down, of many connections at once; those that were never checked are not
 * in the answer. The grid is whole parts of a kept day, of the last day or so: single checks of that are still there.
 */
export async function readLastDay(em: EntityManager, ids: readonly string[], grid: Grid): Promise<Map<string, Sum[]>> {
  const time = (seconds: number) => new Date(seconds * 1_000);
  const dateOf = (seconds: number) => time(seconds).toISOString().slice(0, 10);
  const last = grid.from + grid.count * grid.step - 1;
  const hour = time(Math.floor(grid.from / 3_600) * 3_600);
  const rows = await em.execute<Row[]>(READ, [hour, dateOf(grid.from), dateOf(last), idArray(ids)]);
  return new Map(rows.map((row) => [row.id, sumsOf(row, grid)]));
}

function sumsOf({ days, hours }: Row, { from, step, count }: Grid): Sum[] {
  const samples = hours.flatMap(samplesIn);
  const end = from + count * step;
  // What came before the first of these checks is whole in the days, as they go on beyond it.
  const first = samples[0]?.at ?? end;
  const border = Math.min(end, Math.max(from, Math.ceil(first / FINE.step) * FINE.step));
  const sums = Array.from({ length: count }, () => ({ up: 0, down: 0 }));
  const add = (at: number, { up, down }: Sum) => {
    const sum = sums[Math.floor((at - from) / step)];
    if (sum) Object.assign(sum, { up: sum.up + up, down: sum.down + down });
  };
  for (const { day, up, down } of days) {
    const parts = bucketsIn({ up: bytesOf(up), down: bytesOf(down), p50: NONE, p95: NONE }, FINE);
    parts.forEach((part, n) => {
      const at = day + n * FINE.step;
      if (at >= from && at < border) add(at, part);
    });
  }
  const recent = { from: border, step: FINE.step, count: (end - border) / FINE.step };
  bucketsOf(samples, recent).forEach((part, n) => {
    add(border + n * FINE.step, part);
  });
  return sums;
}

const NONE = new Uint8Array();
const bytesOf = (text: string): Uint8Array => fromBase64(text) ?? NONE;
