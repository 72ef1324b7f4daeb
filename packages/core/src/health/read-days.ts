import type { EntityManager } from '@portolan/db';
import type { DayRecord } from './day-record.ts';
import { latencyOf } from './latency-code.ts';

/** A day of a connection as it is kept. `day` in seconds since 1970. */
export interface KeptDay extends DayRecord {
  day: number;
  latencies: number[];
}

const RANGE = `
  from health_connections h
  cross join generate_series(?::date, ?::date, interval '1 day') d
  join`;
const COLUMNS = `extract(epoch from t.day::timestamp)::float8 as day, t.up, t.down, t.p50, t.p95`;
const READ = {
  health_5m: `select ${COLUMNS}, to_json(t.latencies) as latencies ${RANGE} health_5m t
    on t.day = d::date and t.connection = h.number where h.connection_id = ? order by 1`,
  health_1h: `select ${COLUMNS}, '[]'::json as latencies ${RANGE} health_1h t
    on t.day = d::date and t.connection = h.number where h.connection_id = ? order by 1`,
};

/** The days of a connection from one to another, both included. */
export function readDays(
  em: EntityManager,
  table: keyof typeof READ,
  { id, from, to }: { id: string; from: number; to: number },
): Promise<KeptDay[]> {
  const dateOf = (seconds: number) => new Date(seconds * 1_000).toISOString().slice(0, 10);
  return em.execute<KeptDay[]>(READ[table], [dateOf(from), dateOf(to), id]);
}

/** How often each latency occurred on days, in the order of the latencies. */
export function latenciesOf(days: readonly KeptDay[]): [ms: number, count: number][] {
  const counts = new Map<number, number>();
  for (const { latencies } of days) {
    for (let n = 0; n < latencies.length; n += 2) {
      const [code = 0, count = 0] = [latencies[n], latencies[n + 1]];
      counts.set(code, (counts.get(code) ?? 0) + count);
    }
  }
  return [...counts].toSorted(([a], [b]) => a - b).map(([code, count]) => [latencyOf(code) ?? 0, count]);
}
