import type {
  EndingCertificate,
  HealthAttention,
  PendingInvitation,
  SchemaDrift,
  UnusableCredential,
} from '@portolan/contract';
import type { Statement } from '@portolan/db';
import { listUnusable } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { SCOPE } from '../paged-read.ts';
import { CERTIFICATE_DAYS } from './finding.ts';

/** Of each, the most that are told by name. */
const MOST = 20;
const DRIFT_DAYS = 7;

/** How many rows there are, and the first of them. */
const few = (rows: string, orderBy: string) => `
  (select jsonb_build_object('total', count(*), 'items',
     coalesce(jsonb_agg(to_jsonb(r) - 'place' order by place) filter (where place <= ${MOST}), '[]'))
   from (select x.*, row_number() over (order by ${orderBy}) as place from (${rows}) x) r)`;

const WATCHED = `
  connection_monitors m join data_connections c on c.id = m.connection_id
  where m.tenant_id = scope.tenant_id and c.tenant_id = scope.tenant_id and c.deleted_at is null`;

const CERTIFICATES = `
  select c.id, c.name, coalesce(m.certificate_subject, '') as subject, m.certificate_ends_at as "endsAt" from ${WATCHED}
    and m.certificate_ends_at < now() + interval '${CERTIFICATE_DAYS} days'`;

const INVITATIONS = `
  select i.id, i.email, r.name as "roleName", i.expires_at as "expiresAt"
  from invitations i left join roles r on r.tenant_id = i.tenant_id and r.id = i.role_id
  where i.tenant_id = scope.tenant_id and i.status = 'pending' and i.expires_at > now()`;

const DRIFT = `
  select c.id, c.name, t.changed_at as at, t.change
  from told_snapshots t join data_connections c on c.id = t.connection_id
  where t.tenant_id = scope.tenant_id and c.tenant_id = scope.tenant_id and c.deleted_at is null
    and t.changed_at > now() - interval '${DRIFT_DAYS} days'`;

/** $2 and $3: whether the caller may see invitations, and schemas. */
const ATTENTION: Statement = {
  name: 'health-attention',
  text: `
    select s.* from ${SCOPE} cross join lateral (
      select
        (select jsonb_build_object('total', count(*), 'watched', count(*) filter (where m.enabled),
          'lastCheckAt', max(m.last_check_at)) from ${WATCHED}) as checks,
        ${few(CERTIFICATES, '"endsAt", id')} as certificates,
        case when $2::boolean then ${few(INVITATIONS, '"expiresAt", id')} end as invitations,
        case when $3::boolean then ${few(DRIFT, 'at desc, id')} end as drift
    ) s`,
};

interface Few<T> {
  total: number;
  items: T[];
}
interface Row {
  checks: HealthAttention['checks'];
  certificates: Few<EndingCertificate>;
  invitations: Few<PendingInvitation> | null;
  drift: Few<{ id: string; name: string; at: string; change: Omit<SchemaDrift, 'id' | 'name' | 'at'> }> | null;
}

/** What needs attention besides health, as far as the caller may see it; however many connections, in two reads. */
export async function listAttention(ctx: TenantContext): Promise<HealthAttention> {
  const { permissions } = ctx.principal;
  const values = [ctx.tenant.id, permissions.has('invitation:read'), permissions.has('connections:introspect')];
  const [[row], unusable] = await Promise.all([ctx.services.db.read<Row>(ATTENTION, values), listUnusable(ctx)]);
  if (!row) throw new Error('What needs attention is one row');
  const { checks, certificates, invitations, drift } = row;
  return {
    checks: { ...checks, lastCheckAt: checks.lastCheckAt && timeOf(checks.lastCheckAt) },
    credentials: firstOf(unusable),
    certificates: each(certificates, (one) => ({ ...one, endsAt: timeOf(one.endsAt) })),
    invitations: invitations && each(invitations, (one) => ({ ...one, expiresAt: timeOf(one.expiresAt) })),
    drift: drift && each(drift, ({ id, name, at, change }) => ({ id, name, at: timeOf(at), ...change })),
  };
}

const firstOf = (all: UnusableCredential[]) => ({ total: all.length, items: all.slice(0, MOST) });
const each = <T, R>({ total, items }: Few<T>, told: (one: T) => R) => ({ total, items: items.map(told) });
const timeOf = (time: string) => new Date(time).toISOString();
