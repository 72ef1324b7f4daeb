import { type AuditEntry, recordEvents } from '../audit/record-event.ts';
import type { Context, TenantRef } from '../context.ts';
import { idArray } from '../id-array.ts';
import { mutate } from '../mutate.ts';

const DAY_MS = 86_400_000;
/** In one transaction: the audit log of their tenant waits for it. */
const AT_ONCE = 100;

const EXPIRED = `
  select c.tenant_id as id, c.slug, c.tenant as name, array_agg(c.id) as ids from (
    select c.tenant_id, c.id, t.slug, t.name as tenant
    from data_connections c join tenants t on t.id = c.tenant_id and t.status = 'active'
    where c.deleted_at < ? and t.id <> all(?::uuid[])
    order by c.deleted_at limit ${AT_ONCE}
  ) c group by 1, 2, 3 order by 1`;

/** Whoever restored one meanwhile was first. */
const PURGE = `
  delete from data_connections where tenant_id = ? and id = any(?::uuid[]) and deleted_at < ?
  returning id, name, deleted_at as "deletedAt"`;

type Expired = TenantRef & { ids: string[] };
/** Takes out of a tenant's own database what it has of connections. */
type Forget = (slug: string, connectionIds: string[]) => Promise<void>;

/**
 * Ends the connections that were deleted longer ago than they can be restored: the row with its credential, and what
 * `forget` takes out first, so that a tenant whose database is away has them a while longer. One process at a time.
 */
export async function purgeDeletedConnections(ctx: Context, forget: Forget): Promise<number> {
  const { db, deletedConnectionDays, log } = ctx.services;
  const before = new Date(Date.now() - deletedConnectionDays * DAY_MS);
  const postponed: string[] = [];
  const expired = () => db.ownerTransaction((em) => em.execute<Expired[]>(EXPIRED, [before, idArray(postponed)]));
  if ((await expired()).length === 0) return 0;
  const purgeAll = async () => {
    let purged = 0;
    for (let round = await expired(); round.length > 0; round = await expired()) {
      for (const { ids, ...tenant } of round) {
        try {
          await forget(tenant.slug, ids);
          purged += await purge(ctx, tenant, ids, before);
        } catch (err) {
          log.warn({ err, tenant: tenant.slug }, 'deleted connections could not be purged; it is tried again');
          postponed.push(tenant.id);
        }
      }
    }
    return purged;
  };
  return (await db.tryExclusive('connection purge', purgeAll)) ?? 0;
}

async function purge(ctx: Context, tenant: TenantRef, ids: string[], before: Date): Promise<number> {
  const acting = { ...ctx, tenant };
  return mutate(
    acting,
    async (em) => {
      const rows = await em.execute<Purged[]>(PURGE, [tenant.id, idArray(ids), before]);
      if (rows.length > 0) await recordEvents(em, acting, rows.map(endOf));
      return rows.length;
    },
    { scope: 'owner' },
  );
}

function endOf({ id, name, deletedAt }: Purged): AuditEntry {
  const details = { name, deletedAt: new Date(deletedAt).toISOString() };
  return { action: 'connections:purge', entityType: 'connection', entityId: id, details };
}

interface Purged {
  id: string;
  name: string;
  deletedAt: Date | string;
}
