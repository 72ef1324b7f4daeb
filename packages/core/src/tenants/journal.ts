import type { EntityManager } from '@portolan/db';
import type { Services } from '../context.ts';

/** What the life of a tenant needs of the platform: verbs, the start and the command line share it. */
export type ProvisioningServices = Pick<Services, 'db' | 'tenantDatabases' | 'tenantServer' | 'storedKeys' | 'log'>;

/**
 * What is written down before it is done, so that whoever comes after a crash knows. `creating` stands only where no
 * database of that name existed; `purging`, where the database is on its way out and cannot come back.
 */
export type ProvisioningStep = 'creating' | 'active' | 'compensated' | 'purging' | 'purged';

export interface Provisioning {
  id: string;
  slug: string;
}

export async function writeStep(
  em: EntityManager,
  { id, slug }: Provisioning,
  step: ProvisioningStep,
  detail: string | null = null,
): Promise<void> {
  await em.execute('insert into provisioning_journal (tenant_id, slug, step, detail) values (?, ?, ?, ?)', [
    id,
    slug,
    step,
    detail,
  ]);
}

/** The step that was written last, null before the first. */
export async function lastStep(em: EntityManager, id: string): Promise<ProvisioningStep | null> {
  const [row] = await em.execute<{ step: ProvisioningStep }[]>(
    'select step from provisioning_journal where tenant_id = ? order by id desc limit 1',
    [id],
  );
  return row?.step ?? null;
}

/** While a transaction holds it nobody reserves this slug: whoever finds it unused may clear what is left under it. */
export const HOLD_SLUG = 'pg_advisory_xact_lock(727004, hashtext(?))';
