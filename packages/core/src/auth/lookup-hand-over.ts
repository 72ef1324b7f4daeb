import type { HandOverRequest, ShortCodeInput } from '@portolan/contract';
import type { SessionContext } from '../context.ts';
import { findHandOver } from './find-hand-over.ts';

/** Who shows this short code: what the person judges by who is asked to approve it. */
export async function lookupHandOver(ctx: SessionContext, { userCode }: ShortCodeInput): Promise<HandOverRequest> {
  const { device, address, createdAt, expiresAt } = await findHandOver(ctx, userCode);
  return {
    userCode,
    device,
    address,
    hub: ctx.services.publicUrl.host,
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}
