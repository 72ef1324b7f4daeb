import type { Connection, ConnectionIdInput } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { requireConnection } from './find-connection.ts';
import { withHealth } from './health-columns.ts';
import { toConnection } from './view.ts';

export function getConnection(ctx: TenantContext, input: ConnectionIdInput): Promise<Connection> {
  const scope = { tenantId: ctx.tenant.id };
  return ctx.services.db.transaction(scope, async (em) =>
    toConnection(ctx.services.keyring, await withHealth(em, await requireConnection(em, ctx, input.id))),
  );
}
