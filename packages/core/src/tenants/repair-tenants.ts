import { TenantEntity, type TenantRow } from '@portolan/db';
import type { Services } from '../context.ts';
import { lastStep } from './journal.ts';
import { markFailed } from './migrate-tenants.ts';
import { finishPurge } from './purge-tenant.ts';
import { takeBack } from './take-back.ts';
import { whyUntouchable } from './why-untouchable.ts';

export const DATABASE_MISSING = 'its database is missing';

/** What a repair did, by slug. */
export interface Repairs {
  takenBack: string[];
  purged: string[];
  failed: string[];
  revived: string[];
}

/**
 * Mends what can be mended without asking: takes back what a killed process left half made, finishes purges, and brings
 * the state of tenants in line with the databases that are there. Safe in several processes; what another one still works
 * on is left alone. On what is not ours it does nothing.
 */
export async function repairTenants(services: Services): Promise<Repairs> {
  const repairs: Repairs = { takenBack: [], purged: [], failed: [], revived: [] };
  if ((await whyUntouchable(services)) !== null) return repairs;
  const found = await survey(services);
  for (const tenant of found.rows) {
    const outcome = await repairOne(services, tenant, found).catch((err: unknown) => {
      services.log.warn({ err, tenant: tenant.slug }, 'a tenant could not be repaired, the next repair tries again');
      return null;
    });
    if (outcome) repairs[outcome].push(tenant.slug);
  }
  return repairs;
}

interface Survey {
  rows: TenantRow[];
  /** Ids of tenants whose purge was begun and not finished. */
  purging: Set<string>;
  /** Slugs that have a database. */
  present: Set<string>;
}

/** Three queries however many tenants there are; their order lets nobody who is just being made pass for broken. */
async function survey({ db, tenantDatabases }: Services): Promise<Survey> {
  const { rows, begun } = await db.ownerTransaction(async (em) => ({
    rows: await em.find(TenantEntity, {}),
    begun: await em.execute<{ id: string }[]>(
      `select t.id from tenants t where t.status = 'deleted' and 'purging' =
         (select step from provisioning_journal j where j.tenant_id = t.id order by j.id desc limit 1)`,
    ),
  }));
  return { rows, purging: new Set(begun.map(({ id }) => id)), present: await tenantDatabases.list() };
}

type Outcome = keyof Repairs | null;

async function repairOne(services: Services, tenant: TenantRow, found: Survey): Promise<Outcome> {
  const here = found.present.has(tenant.slug);
  switch (tenant.status) {
    case 'provisioning': {
      const done = await takeBack(services, tenant, { reason: 'the process that made it was killed' });
      return done ? 'takenBack' : null;
    }
    case 'deleted':
      return found.purging.has(tenant.id) ? repairPurge(services, tenant) : null;
    case 'active':
      return here ? null : fail(services, tenant);
    case 'failed':
      return here ? revive(services, tenant) : null;
  }
}

/** Runs `work` when nobody else has the tenant in hand and its state is still what the survey saw. */
async function whileUnchanged(
  { db }: Services,
  seen: TenantRow,
  work: (tenant: TenantRow) => Promise<Outcome>,
): Promise<Outcome> {
  const outcome = await db.tryExclusive(seen.id, async () => {
    const tenant = await db.ownerTransaction((em) => em.findOne(TenantEntity, { id: seen.id }));
    return tenant?.status === seen.status ? work(tenant) : null;
  });
  return outcome ?? null;
}

function repairPurge(services: Services, seen: TenantRow): Promise<Outcome> {
  return whileUnchanged(services, seen, async (tenant) => {
    if ((await services.db.ownerTransaction((em) => lastStep(em, tenant.id))) !== 'purging') return null;
    const request = { id: crypto.randomUUID(), address: 'repair', userAgent: null };
    await finishPurge({ services, request }, tenant);
    return 'purged';
  });
}

function fail(services: Services, seen: TenantRow): Promise<Outcome> {
  return whileUnchanged(services, seen, async ({ id, slug }) => {
    if ((await services.tenantDatabases.list()).has(slug)) return null;
    await markFailed(services, id, DATABASE_MISSING);
    services.log.error({ tenant: slug }, 'the database of a tenant is missing');
    return 'failed';
  });
}

/** A database that came back counts when it is as far as the others; migrating it is for those who asked for that. */
function revive(services: Services, seen: TenantRow): Promise<Outcome> {
  const { db, tenantDatabases, log } = services;
  return whileUnchanged(services, seen, async ({ id, slug }) => {
    const version = await tenantDatabases.versionOf(slug);
    if (version === null || version < tenantDatabases.schemaVersion) return null;
    const change = { status: 'active', failure: null, schemaVersion: version } as const;
    await db.ownerTransaction((em) => em.nativeUpdate(TenantEntity, { id, status: 'failed' }, change));
    log.info({ tenant: slug }, 'the database of a tenant is back');
    return 'revived';
  });
}
