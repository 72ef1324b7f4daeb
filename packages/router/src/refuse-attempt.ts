import type { Context } from '@portolan/core';
import type { Meta } from './meta.ts';

/**
 * Throws what an attempt failed with before anything was tried. Where the call is one that guesses it is counted, so that
 * rubbish is no cheaper than a guess; beyond the limit that is what is thrown.
 */
export async function refuseAttempt(ctx: Context, meta: Meta | undefined, error: unknown): Promise<never> {
  if (meta?.attempts) await ctx.services.attempts.invalid(meta.attempts, ctx.request.address);
  throw error;
}
