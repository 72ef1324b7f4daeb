import type { AilingConnection, HealthStatus, HealthSummary } from '@portolan/contract';
import type { Statement } from '@portolan/db';
import { HEALTH_COLUMNS, type HealthColumns } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { SCOPE } from '../paged-read.ts';
import { causeOf } from './detail.ts';
import type { LastFinding } from './monitor-row.ts';

/** The most ailing connections that are told by name. */
const MOST = 200;

const SUMMARY: Statement = {
  name: 'health-summary',
  text: `
    select s.* from ${SCOPE} cross join lateral (
      with watched as materialized (
        select c.id, c.name, m.reasons, m.last_code as code, m.last_stage as stage, m.last_message as message,
          m.last_remedy as remedy, m.last_team as team, ${HEALTH_COLUMNS}
        from connection_monitors m join data_connections c on c.id = m.connection_id
        where m.tenant_id = scope.tenant_id and c.tenant_id = scope.tenant_id and c.deleted_at is null
      )
      select (select coalesce(jsonb_object_agg(status, n), '{}') from
          (select "healthStatus" as status, count(*) as n from watched group by 1) g) as counts,
        (select coalesce(jsonb_agg(to_jsonb(a)), '[]') from
          (select * from watched where "healthStatus" in ('unreachable', 'degraded')
           order by health_rank("healthStatus"), "healthSince" desc, id limit ${MOST}) a) as ailing
    ) s`,
};

type AilingRow = HealthColumns & LastFinding & Pick<AilingConnection, 'id' | 'name' | 'reasons'>;
interface Row {
  counts: Partial<Record<HealthStatus, number>>;
  ailing: AilingRow[];
}

/** How the connections of a tenant are, and which of them ail, in one look. */
export async function summarizeHealth(ctx: TenantContext): Promise<HealthSummary> {
  const [row] = await ctx.services.db.read<Row>(SUMMARY, [ctx.tenant.id]);
  if (!row) throw new Error('A summary is one row');
  const { healthy = 0, degraded = 0, unreachable = 0, unknown = 0 } = row.counts;
  const total = healthy + degraded + unreachable + unknown;
  return { total, healthy, degraded, unreachable, unknown, ailing: row.ailing.map(ailingOf) };
}

function ailingOf(row: AilingRow): AilingConnection {
  return {
    id: row.id,
    name: row.name,
    status: row.healthStatus,
    since: row.healthSince === null ? null : new Date(row.healthSince).toISOString(),
    reasons: row.reasons,
    uptime24h: row.uptime24h,
    ...causeOf(row),
  };
}
