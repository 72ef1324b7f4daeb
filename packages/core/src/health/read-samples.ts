import type { EntityManager } from '@portolan/db';
import { idArray } from '../id-array.ts';
import type { Sample } from './sample.ts';
import { EVERY_UNIT } from './store-samples.ts';

/** An hour of a connection as it is kept: its beginning in seconds since 1970, and of each check a place in each array. */
export interface HourOfChecks {
  hour: number;
  at: number[];
  ms: number[];
  outcome: number[];
  every: number[];
}

interface HourRow extends HourOfChecks {
  id: string;
}

/** Each hour since then, and the last one before it: what its first check speaks for began there. */
const READ = `
  select h.connection_id as id, extract(epoch from s.hour)::int as hour, to_json(s.at) as at, to_json(s.ms) as ms,
    to_json(s.outcome) as outcome, to_json(s.every) as every
  from health_connections h cross join lateral (
    (select * from health_samples where connection = h.number and hour >= ?::timestamptz)
    union all
    (select * from health_samples where connection = h.number and hour < ?::timestamptz order by hour desc limit 1)
  ) s
  where h.connection_id = any(?::uuid[]) order by 1, 2`;
const HOUR = 3_600;

/**
 * The checks of connections since a moment (seconds since 1970), in their order, with at least one from before it where
 * there is one. Connections without any are not in the answer.
 */
export async function readSamples(
  em: EntityManager,
  ids: readonly string[],
  from: number,
): Promise<Map<string, Sample[]>> {
  const hour = new Date((from - (from % HOUR)) * 1_000);
  const rows = await em.execute<HourRow[]>(READ, [hour, hour, idArray(ids)]);
  const found = new Map<string, Sample[]>();
  for (const [id, hours] of Map.groupBy(rows, (row) => row.id)) found.set(id, hours.flatMap(samplesIn));
  return found;
}

export function samplesIn({ hour, at, ms, outcome, every }: HourOfChecks): Sample[] {
  const samples = at.map((second, n) => ({
    at: hour + second,
    up: outcome[n] === 0,
    ms: ms[n] ?? 0,
    every: (every[n] ?? 0) * EVERY_UNIT,
  }));
  // Two processes may have written in another order than they have looked.
  return samples.toSorted((a, b) => a.at - b.at);
}
