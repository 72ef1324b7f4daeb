import { anchorDaily, retainAudit } from './audit/index.ts';
import type { Services } from './context.ts';
import { repairTenants } from './tenants/index.ts';

/** What a server does now and then: looks whether its keys are still the right ones, and mends what others left behind. */
export async function keepHouse(services: Services): Promise<void> {
  if ((await services.storedKeys.recognise()) === 'foreign') return;
  await services.storedKeys.touch();
  await repairTenants(services);
  await anchorDaily(services);
  await retainAudit({ services, request: { id: 'housekeeping', address: 'housekeeping', userAgent: null } });
}
