import type { EntityManager } from '@portolan/db';
import { bucketsOf } from './buckets.ts';
import { DAY } from './day-record.ts';
import { quantile } from './quantile.ts';
import type { Sample } from './sample.ts';

/** Of fewer checks there is no median worth the name. */
const ENOUGH = 10;

export interface Figures {
  uptime: number | null;
  medianMs: number | null;
}

/** What the checks of 24 hours say, as of now (seconds since 1970). */
export function figuresOf(samples: readonly Sample[], now: number): Figures {
  const from = now - DAY;
  const [day] = bucketsOf(samples, { from, step: DAY, count: 1 });
  const taken = samples.flatMap(({ at, up, ms }) => (up && at >= from ? [ms] : [])).toSorted((a, b) => a - b);
  return {
    uptime: day ? uptimeOf(day) : null,
    medianMs: taken.length < ENOUGH ? null : quantile(taken, 0.5),
  };
}

/** The part of what was measured that was up; null where nothing was. */
export function uptimeOf({ up, down }: { up: number; down: number }): number | null {
  return up + down === 0 ? null : up / (up + down);
}

const KEEP = `
  update connection_monitors m set uptime_24h = f.uptime, median_ms = f."medianMs", figured_at = now()
  from jsonb_to_recordset(?::jsonb) as f(id uuid, uptime float8, "medianMs" int) where m.connection_id = f.id`;

/** Keeps the figures of connections, all in one statement. */
export async function keepFigures(em: EntityManager, figures: ReadonlyMap<string, Figures>): Promise<void> {
  const rows = [...figures].map(([id, one]) => ({ id, ...one })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await em.execute(KEEP, [JSON.stringify(rows)], 'run');
}
