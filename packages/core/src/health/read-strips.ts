import { HEALTH_STRIP, type HealthStrips, type HealthStripsInput } from '@portolan/contract';
import type { Statement } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { SCOPE } from '../paged-read.ts';
import { bucketStatus } from './bucket-status.ts';
import { readLastDay } from './read-last-day.ts';

/** Asked of the system database: the tenant's own knows nothing of what is deleted. */
const THERE: Statement = {
  name: 'health-strips-there',
  text: `select c.id from ${SCOPE} cross join lateral (
    select id from data_connections d
    where d.tenant_id = scope.tenant_id and d.deleted_at is null and d.id = any($2::uuid[]) offset 0
  ) c`,
};

const NOTHING = { up: 0, down: 0 };

/** How connections were in the last 24 hours, half an hour a step; those that are not there are left out. */
export async function readStrips(ctx: TenantContext, { ids }: HealthStripsInput): Promise<HealthStrips> {
  const { db, tenantDatabases } = ctx.services;
  const { cells, step } = HEALTH_STRIP;
  const end = Math.ceil(Date.now() / 1_000 / step) * step;
  const grid = { from: end - cells * step, step, count: cells };
  const there = await db.read<{ id: string }>(THERE, [ctx.tenant.id, [...new Set(ids)]]);
  const known = there.map(({ id }) => id);
  const days = await tenantDatabases.transaction(ctx.tenant.slug, (em) => readLastDay(em, known, grid));
  const lettersOf = (id: string) =>
    Array.from({ length: cells }, (_, n) => bucketStatus(days.get(id)?.[n] ?? NOTHING)?.[0] ?? '-').join('');
  return {
    from: new Date(grid.from * 1_000).toISOString(),
    stepSeconds: step,
    strips: known.map((id) => ({ id, cells: lettersOf(id) })),
  };
}
