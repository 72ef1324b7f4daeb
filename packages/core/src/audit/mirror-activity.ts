import { type EntityManager, FOR_UPDATE, SettingEntity, TenantEntity } from '@portolan/db';
import type { Services } from '../context.ts';
import { type MirrorRow, mirrorStatement } from './mirror-statement.ts';

/** Where a tenant's database remembers how far it has come. */
const MARK = 'activity_log.seq';
const BATCH = 500;

/**
 * Copies the audit events of a tenant that are new into the activity log of its database. May run any number of times
 * and in several processes at once: the mark is locked, moves with the rows it speaks of, and a row is there only once.
 */
export async function mirrorActivity(
  services: Pick<Services, 'db' | 'tenantDatabases'>,
  tenantId: string,
): Promise<void> {
  const { db, tenantDatabases } = services;
  const slug = await db.ownerTransaction((em) => settledSlug(em, tenantId));
  if (slug === null) return;
  for (;;) {
    const copied = await tenantDatabases.transaction(slug, async (em) => {
      const done = await lockMark(em);
      const events = await db.read<MirrorRow>(mirrorStatement, [tenantId, done, BATCH]);
      await copy(em, events);
      return events.length;
    });
    if (copied < BATCH) return;
  }
}

/**
 * The slug of an active tenant, once every event that is being written has its commit behind it: whoever found this
 * job waiting, and so made none of their own, still holds the head of the chain.
 */
async function settledSlug(em: EntityManager, tenantId: string): Promise<string | null> {
  await em.execute('select from audit_chains where id = ? for share', [tenantId]);
  const tenant = await em.findOne(TenantEntity, { id: tenantId, status: 'active' });
  return tenant?.slug ?? null;
}

async function lockMark(em: EntityManager): Promise<number> {
  await em.execute("insert into settings (key, value) values (?, '0') on conflict (key) do nothing", [MARK], 'run');
  const mark = await em.findOneOrFail(SettingEntity, { key: MARK }, { lockMode: FOR_UPDATE });
  return Number(mark.value);
}

async function copy(em: EntityManager, events: MirrorRow[]): Promise<void> {
  const last = events.at(-1);
  if (!last) return;
  await em.execute(
    `insert into activity_log (id, action, entity_type, entity_id, details, created_at)
     select id, left(action, 100), left(entity_type, 50), entity_id, details, created_at
     from jsonb_to_recordset(?::jsonb) as event(
       id uuid, action text, entity_type text, entity_id uuid, details jsonb, created_at timestamp)
     on conflict (id) do nothing`,
    [JSON.stringify(events)],
    'run',
  );
  const move = "update settings set value = ?::jsonb, updated_at = now() at time zone 'UTC' where key = ?";
  await em.execute(move, [JSON.stringify(last.seq), MARK], 'run');
}
