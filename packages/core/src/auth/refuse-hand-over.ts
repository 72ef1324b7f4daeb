import type { ShortCodeInput } from '@portolan/contract';
import type { SessionContext } from '../context.ts';
import { decideHandOver } from './decide-hand-over.ts';

/** The device that shows this code gets nothing, and is told so. */
export function refuseHandOver(ctx: SessionContext, { userCode }: ShortCodeInput): Promise<void> {
  return decideHandOver(ctx, userCode, { status: 'refused', action: 'auth:refuseHandOver', tenantId: null });
}
