import type { ConnectionCounts, CountConnectionsInput } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { countRead } from './list-statement.ts';
import { withStates } from './with-states.ts';

export async function countConnections(ctx: TenantContext, input: CountConnectionsInput): Promise<ConnectionCounts> {
  const { statement, values } = countRead(ctx.tenant.id, await withStates(ctx, input));
  const [counts] = await ctx.services.db.read<ConnectionCounts>(statement, values);
  return counts ?? { all: 0, untested: 0, connected: 0, failed: 0 };
}
