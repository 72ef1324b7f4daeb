import type { MonitoringDefaults } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { readDefaults } from './defaults.ts';

/** How connections of the tenant are watched that have no settings of their own. */
export function getDefaults(ctx: TenantContext): Promise<MonitoringDefaults> {
  return ctx.services.tenantDatabases.transaction(ctx.tenant.slug, readDefaults);
}
