import { principalNow } from './auth/index.ts';
import { finishTest } from './connections/index.ts';
import type { Services } from './context.ts';
import { AppError } from './errors.ts';
import type { LaterTest } from './ports/index.ts';

/**
 * Goes on with a test whose warehouse was starting, for as long as its caller may test, as of now, and the connection is
 * there. Answers whether it is over.
 */
export async function finishTestLater(services: Services, test: LaterTest): Promise<boolean> {
  const { principal } = await principalNow(services, test);
  if (!principal?.tenant) return true;
  const { request, right, connectionId, since } = test;
  const ctx = { services, request, right, principal, tenant: principal.tenant };
  try {
    return await finishTest(ctx, connectionId, new Date(since));
  } catch (error) {
    // Nobody is left to be refused: what may not be finished is not.
    if (error instanceof AppError && error.code !== 'UNAVAILABLE') return true;
    throw error;
  }
}
