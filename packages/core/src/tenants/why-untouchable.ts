import { explainKeys } from '../keys/index.ts';
import type { ProvisioningServices } from './journal.ts';
import { explainServer } from './tenant-server.ts';

/**
 * Why this process must leave all tenants and their databases as they are: its configuration leads to what is not this
 * installation's. Null where nothing speaks against it.
 */
export async function whyUntouchable({ storedKeys, tenantServer }: ProvisioningServices): Promise<string | null> {
  if (storedKeys.state === 'foreign') return explainKeys(storedKeys.missing);
  const server = await tenantServer.recognise();
  return server === 'ours' ? null : explainServer(server);
}
