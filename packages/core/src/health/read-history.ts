import {
  type ConnectionIdInput,
  HEALTH_WINDOWS,
  type HealthHistory,
  type HealthHistoryInput,
  type HealthPoint,
} from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { requireConnection } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { bucketStatus } from './bucket-status.ts';
import { type Bucket, bucketsOf, type Grid } from './buckets.ts';
import { bucketsIn, COARSE, DAY, FINE } from './day-record.ts';
import { uptimeOf } from './figures.ts';
import { readDays } from './read-days.ts';
import { readSamples } from './read-samples.ts';

/** The single checks reach back so far; what is older stands in the days. */
const RAW = 5 * DAY;

/** How a connection was, in equal steps up to now; the last one is not over yet. */
export async function readHistory(ctx: TenantContext, input: HealthHistoryInput): Promise<HealthHistory> {
  const { window = '24h' } = input;
  await assertThere(ctx, input);
  const { seconds, step } = HEALTH_WINDOWS[window];
  const count = seconds / step;
  const end = Math.ceil(Date.now() / 1_000 / step) * step;
  const grid: Grid = { from: end - seconds, step, count };
  const buckets = await ctx.services.tenantDatabases.transaction(ctx.tenant.slug, (em) =>
    historyOf(em, input.id, grid),
  );
  return { window, stepSeconds: step, points: buckets.map((bucket, n) => pointOf(bucket, grid.from + n * step)) };
}

/** Asked of the system database: the tenant's own knows nothing of who may see what. */
export async function assertThere(ctx: TenantContext, { id }: ConnectionIdInput): Promise<void> {
  await ctx.services.db.transaction({ tenantId: ctx.tenant.id }, (em) => requireConnection(em, ctx, id));
}

/** The steps of a grid: what is long ago from the days, the rest from the single checks. */
async function historyOf(em: EntityManager, id: string, grid: Grid): Promise<Bucket[]> {
  const { from, step, count } = grid;
  const now = Date.now() / 1_000;
  const recent = Math.floor((now - RAW) / DAY) * DAY;
  const rawFrom = Math.max(from, recent);
  const samples = (await readSamples(em, [id], rawFrom)).get(id) ?? [];
  const raw = bucketsOf(samples, grid);
  if (from >= recent) return raw;
  const isCoarse = step >= DAY;
  const days = await readDays(em, isCoarse ? 'health_1h' : 'health_5m', { id, from, to: recent - DAY });
  const grain = isCoarse ? COARSE : FINE;
  const parts = Array.from({ length: count }, (): Bucket[] => []);
  for (const day of days) {
    bucketsIn(day, grain).forEach((bucket, n) => {
      const at = day.day + n * grain.step;
      if (at >= from && at < recent) parts[Math.floor((at - from) / step)]?.push(bucket);
    });
  }
  // A day is whole steps long: the border between the two never runs through one.
  return raw.map((bucket, n) => (from + n * step < recent ? merged(parts[n] ?? []) : bucket));
}

function merged(parts: readonly Bucket[]): Bucket {
  const sum = (of: (bucket: Bucket) => number) => parts.reduce((total, bucket) => total + of(bucket), 0);
  return { up: sum(({ up }) => up), down: sum(({ down }) => down), p50: middle(parts), p95: greatest(parts) };
}

/** The middle of the middles, and the greatest of what nearly all stay below: the parts are of one length. */
function middle(parts: readonly Bucket[]): number | null {
  const values = parts.flatMap(({ p50 }) => p50 ?? []).toSorted((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? null;
}

function greatest(parts: readonly Bucket[]): number | null {
  const values = parts.flatMap(({ p95 }) => p95 ?? []);
  return values.length === 0 ? null : Math.max(...values);
}

function pointOf(bucket: Bucket, at: number): HealthPoint {
  const { p50, p95 } = bucket;
  return { at: new Date(at * 1_000).toISOString(), status: bucketStatus(bucket), uptime: uptimeOf(bucket), p50, p95 };
}
