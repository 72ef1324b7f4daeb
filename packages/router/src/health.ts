import { Health } from '@portolan/contract';
import { checkHealth } from '@portolan/core';
import { answer } from './answer.ts';
import { publicProcedure, router } from './trpc.ts';

const statusOf = { statuses: [200, 503], of: (health: Health) => (health.status === 'ok' ? 200 : 503) };

export const healthRouter = router({
  check: publicProcedure
    .meta({
      summary: 'Whether the product works; 503 when it does not',
      rest: [{ method: 'GET', path: '/health', casing: 'camel', statusOf }],
    })
    .output(answer(Health))
    .query(({ ctx }) => checkHealth(ctx.services)),
});
