import { TenantEntity } from '@portolan/db';
import { dropUnclaimed } from './drop-unclaimed.ts';
import { type Provisioning, type ProvisioningServices, writeStep } from './journal.ts';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 1_000;
const PATIENCE_MS = 20_000;

interface Cause {
  reason: string;
  /** Whether this process made the database: then it is ours even where somebody took the row back before. */
  made?: boolean;
}

/**
 * Takes a provisioning back: drops the database if it is ours, then removes the tenant. May be run any number of times;
 * answers false where there was nothing to do, or where the one who provisions is still at work.
 */
export async function takeBack(services: ProvisioningServices, tenant: Provisioning, cause: Cause): Promise<boolean> {
  const { db, tenantDatabases, log } = services;
  const done = await db.tryExclusive(tenant.id, async () => {
    const row = await db.ownerTransaction((em) => em.findOne(TenantEntity, { id: tenant.id }));
    if (!row && cause.made) await dropUnclaimed(services, tenant.slug);
    if (row?.status !== 'provisioning') return false;
    await tenantDatabases.endCreation(tenant.slug);
    // Between reservation and creation somebody may have made a database of that name: with anything in it, it is theirs.
    if (await tenantDatabases.holdsNothing(tenant.slug)) await tenantDatabases.drop(tenant.slug);
    await db.ownerTransaction(async (em) => {
      await em.nativeDelete(TenantEntity, { id: tenant.id, status: 'provisioning' });
      await writeStep(em, tenant, 'compensated', cause.reason);
    });
    return true;
  });
  if (done) log.warn({ tenant: tenant.slug, reason: cause.reason }, 'tenant provisioning was taken back');
  return done ?? false;
}

/**
 * Takes back now, or as soon as PostgreSQL is there again: whoever asked for the tenant does not wait for that. What is
 * left after some seconds is for the next repair.
 */
export async function takeBackPatiently(
  services: ProvisioningServices,
  tenant: Provisioning,
  cause: Cause,
): Promise<void> {
  await takeBack(services, tenant, cause).catch(() => void keepTrying(services, tenant, cause));
}

async function keepTrying(services: ProvisioningServices, tenant: Provisioning, cause: Cause): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      await takeBack(services, tenant, cause);
      return;
    } catch (err) {
      if (Date.now() < until) continue;
      services.log.warn({ err, tenant: tenant.slug }, 'tenant provisioning is left to the next repair');
      return;
    }
  }
}
