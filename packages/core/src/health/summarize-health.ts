import type { AilingConnection, HealthStatus, HealthSummary } from '@portolan/contract';
import type { Statement } from '@portolan/db';
import { HEALTH_NOW } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { SCOPE } from '../paged-read.ts';
import { causeOf } from './detail.ts';
import type { LastFinding } from './monitor-row.ts';

/** The most ailing connections that are told by name. */
const MOST = 200;

const WATCHED = `
  from connection_monitors m join data_connections c on c.id = m.connection_id
  where m.tenant_id = scope.tenant_id and c.tenant_id = scope.tenant_id and c.deleted_at is null`;

/** All are counted by their status alone; what is more of a connection is read of those that are told by name. */
const SUMMARY: Statement = {
  name: 'health-summary',
  text: `
    select s.* from ${SCOPE} cross join lateral (
      select (select coalesce(jsonb_object_agg(status, n), '{}') from
          (select ${HEALTH_NOW} as status, count(*) as n ${WATCHED} group by 1) g) as counts,
        (select coalesce(jsonb_agg(to_jsonb(a)), '[]') from
          (select c.id, c.name, m.status, m.status_since as since, m.reasons, m.uptime_24h as "uptime24h",
             m.last_code as code, m.last_stage as stage, m.last_message as message, m.last_remedy as remedy,
             m.last_team as team ${WATCHED}
             and m.status in ('unreachable', 'degraded') and ${HEALTH_NOW} = m.status
           order by health_rank(m.status), m.status_since desc, id limit ${MOST}) a) as ailing
    ) s`,
};

type AilingRow = Pick<AilingConnection, 'id' | 'name' | 'status' | 'since' | 'reasons' | 'uptime24h'> & LastFinding;
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
  const { id, name, status, since, reasons, uptime24h } = row;
  return {
    id,
    name,
    status,
    since: since === null ? null : new Date(since).toISOString(),
    reasons,
    uptime24h,
    ...causeOf(row),
  };
}
