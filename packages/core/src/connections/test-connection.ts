import type { TestConnectionInput, TestResult } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { runTest } from './run-test.ts';

/** Tests what is not saved; a database that fails is an answer. */
export async function testConnection(ctx: TenantContext, input: TestConnectionInput): Promise<TestResult> {
  await ctx.services.attempts.test.consume(ctx.principal.userId);
  return runTest(ctx, input);
}
