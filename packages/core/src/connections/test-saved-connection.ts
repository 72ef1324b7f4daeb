import type { ConnectionIdInput, TestResult } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { runSavedTest } from './run-saved-test.ts';

/** Tests a saved connection and keeps the outcome with it. */
export async function testSavedConnection(ctx: TenantContext, input: ConnectionIdInput): Promise<TestResult> {
  await ctx.services.attempts.test.consume(ctx.principal.userId);
  return runSavedTest(ctx, input);
}
