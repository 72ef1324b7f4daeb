import type { EntityManager } from '@portolan/db';
import type { Services } from '../context.ts';

/** What a provisioning needs of the platform: verbs and the first start share it. */
export type ProvisioningServices = Pick<Services, 'db' | 'tenantDatabases' | 'log'>;

/**
 * Steps of a provisioning, in order. `creating` is written only when no database of that name existed: from then on a
 * database of that name is ours, and compensation may drop it.
 */
export type ProvisioningStep = 'reserved' | 'creating' | 'migrating' | 'active' | 'compensated';

export interface Provisioning {
  tenantId: string;
  slug: string;
}

export async function writeStep(
  em: EntityManager,
  { tenantId, slug }: Provisioning,
  step: ProvisioningStep,
  detail: string | null = null,
): Promise<void> {
  await em.execute('insert into provisioning_journal (tenant_id, slug, step, detail) values (?, ?, ?, ?)', [
    ...[tenantId, slug, step, detail],
  ]);
}

export async function reachedStep(em: EntityManager, tenantId: string, step: ProvisioningStep): Promise<boolean> {
  const rows = await em.execute('select from provisioning_journal where tenant_id = ? and step = ?', [tenantId, step]);
  return rows.length > 0;
}
