import { Health, Readiness } from '@portolan/contract';
import { checkHealth, checkReadiness } from '@portolan/core';
import { answer } from './answer.ts';
import { publicProcedure, router } from './trpc.ts';

const statusOf = { statuses: [200, 503], of: ({ status }: Health | Readiness) => (status === 'ok' ? 200 : 503) };

export const healthRouter = router({
  check: publicProcedure
    .meta({
      summary: 'Whether the product works; 503 when it does not',
      rest: [{ method: 'GET', path: '/health', casing: 'camel', statusOf }],
    })
    .output(answer(Health))
    .query(({ ctx }) => checkHealth(ctx.services)),
  ready: publicProcedure
    .meta({
      summary: 'Whether this process can do its work just now; 503 when it cannot',
      rest: [{ method: 'GET', path: '/ready', casing: 'camel', statusOf }],
    })
    .output(answer(Readiness))
    .query(({ ctx }) => checkReadiness(ctx.services)),
});
