import { isDatabaseFailure } from '@portolan/db';
import type { ServerState, TenantServer } from '../ports/index.ts';

export const SERVER_AWAY = 'The server of TENANT_DB_* does not answer: nothing can be said of the databases there';

/** What the server of the tenants is, for those who go on where it is away. */
export function recogniseIfThere(server: TenantServer): Promise<ServerState | 'away'> {
  return server.recognise().catch((error: unknown) => {
    if (isDatabaseFailure(error)) return 'away';
    throw error;
  });
}
