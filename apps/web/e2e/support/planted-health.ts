import type { HealthStatus } from '@portolan/contract';
import type { Site, Tenant } from './site.ts';

export type Found = 'up' | 'down' | 'gap';

interface Planted {
  name: string;
  status: HealthStatus;
  /** How it was so many hours ago. */
  was(hoursAgo: number): Found;
  /** How long checks that went well took then. */
  ms?: (hoursAgo: number) => number;
  /** More columns of its row of monitoring, in SQL. */
  more?: string;
}

const HOUR = 3_600;
const DAY = 24 * HOUR;
const SAMPLED_DAYS = 6;
const KEPT_DAYS = 90;
const MINUTES = [0, 10, 20, 30, 40, 50];

/** A connection that was checked every ten minutes for 90 days, and is not looked at again by itself. */
export async function plantHealth(site: Site, tenant: Tenant, planted: Planted): Promise<string> {
  const { name, status, more } = planted;
  const id = await site.createConnection(tenant, { name, monitoring: { enabled: false } });
  const now = Math.floor(Date.now() / 1_000);
  const { inTenant } = site.database;
  await inTenant(tenant.slug, 'insert into health_connections (connection_id) values ($1)', [id]);
  await plantChecks(site, tenant, { id, now, planted });
  await plantDays(site, tenant, { id, now, planted });
  const [day] = await inTenant<{ up: number; all: number }>(
    tenant.slug,
    `select (count(*) filter (where o = 0))::int as up, count(*)::int as all
     from health_samples s join health_connections h on h.number = s.connection cross join unnest(s.outcome) o
     where h.connection_id = $1 and s.hour > now() - interval '24 hours'`,
    [id],
  );
  await site.database.query(
    `update connection_monitors set enabled = true, interval_seconds = 600, status = $2, uptime_24h = $3,
       status_since = now() - interval '26 minutes', last_check_at = now() - interval '2 minutes',
       last_success_at = now() - interval '2 minutes', last_ms = 24, next_check_at = now() + interval '1 hour'
       ${more ? `, ${more}` : ''}
     where connection_id = $1`,
    [id, status, day?.all ? day.up / day.all : null],
  );
  return id;
}

interface Of {
  id: string;
  now: number;
  planted: Planted;
}

async function plantChecks(site: Site, tenant: Tenant, { id, now, planted: { was, ms = () => 24 } }: Of) {
  const { inTenant } = site.database;
  const hours: object[] = [];
  for (let hour = now - (now % HOUR) - SAMPLED_DAYS * DAY; hour <= now; hour += HOUR) {
    const taken = MINUTES.map((minute) => ({ at: minute * 60, ago: (now - hour - minute * 60) / HOUR }));
    const made = taken.filter(({ ago }) => ago >= 0 && was(ago) !== 'gap');
    if (made.length === 0) continue;
    hours.push({
      hour: new Date(hour * 1_000),
      at: made.map(({ at }) => at),
      ms: made.map(({ ago }) => Math.round(ms(ago))),
      outcome: made.map(({ ago }) => (was(ago) === 'up' ? 0 : 7)),
      every: made.map(() => 60),
    });
  }
  for (let day = Math.floor(now / DAY) - SAMPLED_DAYS; day <= now / DAY; day++) {
    const [from, to] = [new Date(day * DAY * 1_000), new Date((day + 1) * DAY * 1_000)].map((date) =>
      date.toISOString(),
    );
    const partition = `health_samples_${from?.slice(0, 10).replaceAll('-', '')}`;
    await inTenant(
      tenant.slug,
      `create table if not exists ${partition} partition of health_samples for values from ('${from}') to ('${to}')`,
    );
  }
  await inTenant(
    tenant.slug,
    `insert into health_samples (connection, hour, at, ms, outcome, every)
     select h.number, g.hour, g.at, g.ms, g.outcome, g.every
     from health_connections h, jsonb_to_recordset($2::jsonb)
       as g(hour timestamptz, at smallint[], ms int[], outcome smallint[], every smallint[]) where h.connection_id = $1`,
    [id, JSON.stringify(hours)],
  );
}

/** Days as the roll-up writes them: a byte for each part, plain. */
async function plantDays(site: Site, tenant: Tenant, { id, now, planted: { was, ms = () => 24 } }: Of) {
  const bytes = (values: number[]) => Buffer.from([0, ...values]).toString('base64');
  const rows = (step: number, unit: number) =>
    Array.from({ length: KEPT_DAYS }, (_, n) => {
      const day = Math.floor(now / DAY) * DAY - n * DAY;
      const agos = Array.from({ length: DAY / step }, (_, part) => (now - day - part * step) / HOUR);
      const part = (of: (ago: number) => number) =>
        bytes(agos.map((ago) => (ago > 0 && was(ago) !== 'gap' ? of(ago) : 0)));
      return {
        day: new Date(day * 1_000).toISOString().slice(0, 10),
        up: part((ago) => (was(ago) === 'up' ? step / unit : 0)),
        down: part((ago) => (was(ago) === 'down' ? step / unit : 0)),
        p50: part((ago) => (was(ago) === 'up' ? 1 + Math.round(Math.log(ms(ago)) / Math.log(1.05)) : 0)),
        p95: part((ago) => (was(ago) === 'up' ? 6 : 0)),
      };
    });
  for (const [table, step, unit, more] of [
    ['health_5m', 300, 2, ", '{66,100}'"],
    ['health_1h', HOUR, 15, ''],
  ] as const) {
    await site.database.inTenant(
      tenant.slug,
      `insert into ${table}
       select d.day, h.number, decode(d.up, 'base64'), decode(d.down, 'base64'), decode(d.p50, 'base64'), decode(d.p95, 'base64')${more}
       from health_connections h,
         jsonb_to_recordset($2::jsonb) as d(day date, up text, down text, p50 text, p95 text) where h.connection_id = $1`,
      [id, JSON.stringify(rows(step, unit))],
    );
  }
}

export const NOBODY_LISTENS = `last_code = 'TCP_REFUSED', last_stage = 'tcp', last_team = 'owner',
  last_message = 'Nobody listens at 127.0.0.1:5999',
  last_remedy = 'Start the database or correct the port.'`;

/** Incidents of a connection: when each began, and how long it took; null is one that goes on. In hours. */
export async function plantIncidents(
  site: Site,
  tenant: Tenant,
  { id, name }: { id: string; name: string },
  incidents: readonly { ago: number; took: number | null }[],
): Promise<void> {
  for (const { ago, took } of incidents) {
    await site.database.query(
      `with made as (
         insert into incidents (id, tenant_id, started_at, ended_at, stage, code, message, remedy, team)
         values (gen_random_uuid(), $1, now() - $4 * interval '1 hour',
           now() - $4 * interval '1 hour' + $5 * interval '1 hour', 'tcp', 'TCP_REFUSED',
           'Nobody listens at 127.0.0.1:5999', 'Start the database or correct the port.', 'owner')
         returning id, tenant_id, started_at, ended_at, code
       )
       insert into incident_members (incident_id, tenant_id, connection_id, name, kind, host, code, started_at, ended_at)
       select id, tenant_id, $2, $3, 'postgresql', '127.0.0.1', code, started_at, ended_at from made`,
      [tenant.id, id, name, ago, took],
    );
  }
}
