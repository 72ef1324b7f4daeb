import type { Services } from '@portolan/core';

/** What a procedure calls, and all that it calls: one verb, which a trace knows by its name. */
export function verb<C extends { services: Services }, I, O>(
  called: (ctx: C, input: I) => O,
): (call: { ctx: C; input: I }) => O {
  const { name } = called;
  return ({ ctx, input }) => {
    const { trace } = ctx.services;
    return trace ? trace(name, 'verb', () => called(ctx, input)) : called(ctx, input);
  };
}
