import type { MonitoringDefaults } from '@portolan/contract';
import { recordEvent } from '../audit/index.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { copyDefaults } from './copy-defaults.ts';
import { readDefaults, writeDefaults } from './defaults.ts';

/**
 * Changes how connections of the tenant are watched that have no settings of their own. They stand in the tenant's
 * settings; the plan goes by a copy, which housekeeping brings in line should this end between the two.
 */
export async function setDefaults(ctx: TenantContext, input: MonitoringDefaults): Promise<MonitoringDefaults> {
  const { tenantDatabases } = ctx.services;
  const { id, slug } = ctx.tenant;
  await mutate(ctx, async (em, held) => {
    const before = await tenantDatabases.transaction(slug, async (own) => {
      const former = await readDefaults(own);
      await writeDefaults(own, input);
      return former;
    });
    await copyDefaults(em, id, input);
    const details = { before, after: input };
    await recordEvent(em, held, { action: 'health:setDefaults', entityType: 'tenant', entityId: id, details });
  });
  return input;
}
