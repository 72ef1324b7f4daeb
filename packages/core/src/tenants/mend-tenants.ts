import { TenantEntity } from '@portolan/db';
import type { Context } from '../context.ts';
import { dropUnclaimed } from './drop-unclaimed.ts';
import type { Finding, Problem } from './finding.ts';
import { migrateTenants } from './migrate-tenants.ts';
import { repairTenants } from './repair-tenants.ts';
import { restoreTenant } from './restore-tenant.ts';
import { whyUntouchable } from './why-untouchable.ts';

/** What nothing can be done beside. */
const BEYOND_US = new Set<Problem>(['newer version', 'server away']);

/** One thing that was done, or why it was not. */
export interface Mended {
  slug: string;
  done: boolean;
  what: string;
}

/**
 * Mends what was found, as far as nothing can be lost by it: repairs, makes missing databases anew, migrates those that are
 * behind, and drops orphans that hold nothing. What needs a person is answered with what to do.
 */
export async function mendTenants(ctx: Context, findings: Finding[]): Promise<Mended[]> {
  const { services } = ctx;
  const hopeless = findings.find(({ problem }) => BEYOND_US.has(problem));
  if (hopeless) return [left(hopeless.slug, hopeless.detail)];
  const untouchable = await whyUntouchable(services);
  if (untouchable !== null) return [left('-', untouchable)];
  const repairs = await repairTenants(services);
  const mended: Mended[] = [
    ...repairs.takenBack.map((slug) => done(slug, 'its provisioning was taken back')),
    ...repairs.purged.map((slug) => done(slug, 'its purge was finished')),
    ...repairs.revived.map((slug) => done(slug, 'its database is back, it is active again')),
  ];
  for (const { slug } of await failedTenants(ctx)) mended.push(await reinstate(ctx, slug));
  for (const { slug, failure } of await migrateTenants(services)) {
    mended.push(failure === null ? done(slug, 'it was migrated') : left(slug, `it could not be migrated: ${failure}`));
  }
  for (const { problem, slug } of findings) if (problem === 'orphan database') mended.push(await clear(ctx, slug));
  return mended;
}

function failedTenants({ services }: Context) {
  return services.db.ownerTransaction((em) =>
    em.find(TenantEntity, { status: 'failed' }, { orderBy: { slug: 'asc' } }),
  );
}

async function reinstate(ctx: Context, slug: string): Promise<Mended> {
  const missing = !(await ctx.services.tenantDatabases.exists(slug));
  try {
    await restoreTenant(ctx, { slug });
    return done(slug, missing ? 'its database was made anew, it is active again' : 'it is active again');
  } catch (error) {
    return left(slug, error instanceof Error ? error.message : 'it could not be restored');
  }
}

async function clear({ services }: Context, slug: string): Promise<Mended> {
  const name = services.tenantDatabases.nameOf(slug);
  if (await dropUnclaimed(services, slug)) return done(slug, `the empty database ${name} was dropped`);
  return left(slug, `${name} holds something; if nobody needs it: drop database "${name}";`);
}

function done(slug: string, what: string): Mended {
  return { slug, done: true, what };
}

function left(slug: string, what: string): Mended {
  return { slug, done: false, what };
}
