import type { ApproveHandOverInput } from '@portolan/contract';
import type { SessionContext } from '../context.ts';
import { decideHandOver } from './decide-hand-over.ts';

/** The device that shows this code may fetch a session of the caller. */
export function approveHandOver(ctx: SessionContext, { userCode, tenantId }: ApproveHandOverInput): Promise<void> {
  const action = 'auth:approveHandOver';
  return decideHandOver(ctx, userCode, { status: 'approved', action, tenantId: tenantId ?? null });
}
