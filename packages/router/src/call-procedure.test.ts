import { initTRPC, type TRPCError } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { callProcedure } from './call-procedure.ts';
import type { RouterContext } from './trpc.ts';

const t = initTRPC.context<{ words: string[] }>().meta<{ said: string }>().create();
const base = t.procedure
  .meta({ said: 'meta' })
  .use(({ ctx, path, type, meta, next }) => next({ ctx: { words: [...ctx.words, path, type, meta?.said ?? ''] } }))
  .use(async ({ ctx, next }) => {
    const result = await next({ ctx: { more: ctx.words.length } });
    return result;
  });
const Given = z.strictObject({ name: z.string(), fails: z.optional(z.enum(['error', 'answer'])) });
const router = t.router({
  say: base
    .input(Given)
    .output(answer(z.strictObject({ words: z.array(z.string()), more: z.int(), name: z.string() })))
    .mutation(({ ctx, input }) => {
      if (input.fails === 'error') throw new RangeError('failed');
      return { ...ctx, name: input.fails === 'answer' ? (7 as never) : input.name };
    }),
  nothing: base.query(({ ctx, input }) => ({ ctx, input })),
});

// The shape of a context plays no part here.
const ctx = () => ({ words: ['first'] }) as unknown as RouterContext & { words: string[] };
const ours = (path: 'say' | 'nothing', input: unknown) =>
  callProcedure(router._def.procedures[path], path, ctx(), input).catch((error) => error);
const theirs = (path: 'say' | 'nothing', input: unknown) => {
  const caller = t.createCallerFactory(router)(ctx()) as Record<string, (input: unknown) => Promise<unknown>>;
  return (caller[path] as (input: unknown) => Promise<unknown>)(input).catch((error) => error);
};

describe('a call of a procedure', () => {
  it.each([
    ['say', { name: 'a' }],
    ['nothing', undefined],
    ['nothing', { any: 'input' }],
  ] as const)('%s of %o answers what tRPC does', async (path, input) => {
    expect(await ours(path, input)).toEqual(await theirs(path, input));
  });

  it.each([
    ['input that is not valid', { name: 7 }],
    ['an error', { name: 'a', fails: 'error' }],
    ['an answer that is none', { name: 'a', fails: 'answer' }],
  ] as const)('fails as with tRPC by %s', async (_, input) => {
    const [our, their] = (await Promise.all([ours('say', input), theirs('say', input)])) as TRPCError[];
    expect(our).toMatchObject({ name: 'TRPCError', code: their?.code, message: their?.message });
    expect(our?.cause?.constructor).toBe(their?.cause?.constructor);
  });
});
