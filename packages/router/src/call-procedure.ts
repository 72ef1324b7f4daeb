import { type AnyTRPCProcedure, getTRPCErrorFromUnknown, type TRPCError } from '@trpc/server';
import type { RouterContext } from './trpc.ts';

type Result = { ok: true; data: unknown } | { ok: false; error: TRPCError };

/** What a step is given, and hands on with changes of its own. */
interface StepCall {
  ctx: object;
  input: unknown;
  getRawInput(): Promise<unknown>;
  path: string;
  type: string;
  meta: unknown;
  signal: undefined;
  batchIndex: number;
  next(changed?: { ctx?: object; input?: unknown; getRawInput?: () => Promise<unknown> }): Promise<Result>;
}

/** Where tRPC keeps what the builders put before a procedure, which its types hide. */
interface Steps {
  _def: { middlewares: readonly ((call: StepCall) => Promise<Result>)[]; meta: unknown; type: string };
}

/**
 * Calls a procedure as tRPC's own caller does, step by step. That one copies the call several times at each step, key by
 * key, which is most of what a small call costs.
 */
export async function callProcedure(
  procedure: AnyTRPCProcedure,
  path: string,
  ctx: RouterContext,
  input: unknown,
): Promise<unknown> {
  const given = async () => input;
  const result = await step(procedure as unknown as Steps, 0, { path, ctx, input: undefined, getRawInput: given });
  if (!result) throw new Error(`A step of ${path} answered nothing`);
  if (!result.ok) throw result.error;
  return result.data;
}

async function step(
  procedure: Steps,
  at: number,
  { path, ctx, input, getRawInput }: Pick<StepCall, 'path' | 'ctx' | 'input' | 'getRawInput'>,
): Promise<Result> {
  const { middlewares, meta, type } = procedure._def;
  try {
    const middleware = middlewares[at] as (typeof middlewares)[number];
    return await middleware({
      ctx,
      input,
      getRawInput,
      path,
      type,
      meta,
      signal: undefined,
      batchIndex: 0,
      next: (changed) =>
        step(procedure, at + 1, {
          path,
          ctx: changed?.ctx ? { ...ctx, ...changed.ctx } : ctx,
          input: changed && 'input' in changed ? changed.input : input,
          getRawInput: changed?.getRawInput ?? getRawInput,
        }),
    });
  } catch (cause) {
    return { ok: false, error: getTRPCErrorFromUnknown(cause) };
  }
}
