import { forgetKeyUses } from './api-keys/index.ts';
import { anchorDaily, retainAudit } from './audit/index.ts';
import { sweepHandOvers } from './auth/index.ts';
import { purgeDeletedConnections } from './connections/index.ts';
import type { Services } from './context.ts';
import { forgetHealth, rollUpTenants } from './health/index.ts';
import { forgetIncidents, settleIncidents } from './incidents/index.ts';
import { forgetSnapshots } from './introspection/index.ts';
import { forgetDeliveries } from './notifications/index.ts';
import { repairTenants } from './tenants/index.ts';
import { forgetVmEvents } from './vm-keeping/index.ts';

/** What a server does now and then: looks whether its keys are still the right ones, mends what others left behind, and ends what is over. */
export async function keepHouse(services: Services): Promise<void> {
  if ((await services.storedKeys.recognise()) === 'foreign') return;
  await services.storedKeys.touch();
  await repairTenants(services);
  const ctx = { services, request: { id: 'housekeeping', address: 'housekeeping', userAgent: null } };
  await purgeDeletedConnections(ctx, async (slug, ids) => {
    await forgetSnapshots(services, slug, ids);
    await forgetHealth(services, slug, ids);
  });
  await sweepHandOvers(services);
  await settleIncidents(services);
  await rollUpTenants(services);
  await forgetIncidents(services);
  await forgetDeliveries(services);
  await forgetKeyUses(services);
  await forgetVmEvents(services);
  await anchorDaily(services);
  await retainAudit(ctx);
}
