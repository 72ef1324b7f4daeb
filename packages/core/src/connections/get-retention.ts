import type { ConnectionRetention } from '@portolan/contract';
import type { TenantContext } from '../context.ts';

/** What this installation is configured for. */
export async function getRetention({ services }: TenantContext): Promise<ConnectionRetention> {
  return { days: services.deletedConnectionDays };
}
