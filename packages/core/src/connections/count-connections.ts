import type { ConnectionCounts, CountConnectionsInput } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { countStatement, likePattern } from './list-statement.ts';

export async function countConnections(ctx: TenantContext, input: CountConnectionsInput): Promise<ConnectionCounts> {
  const values = [ctx.tenant.id, likePattern(input.search), input.dbType ?? null];
  const [counts] = await ctx.services.db.read<ConnectionCounts>(countStatement, values);
  return counts ?? { all: 0, untested: 0, connected: 0, failed: 0 };
}
