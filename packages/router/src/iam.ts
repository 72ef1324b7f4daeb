import { ExplainInput, Explanation } from '@portolan/contract';
import { explain } from '@portolan/core';
import { answer } from './answer.ts';
import { memberProcedure, router } from './trpc.ts';
import { verb } from './verb.ts';

export const iamRouter = router({
  explain: memberProcedure
    .meta({
      agent: { tool: 'explain_permission', hint: 'Without `userId` about whoever the key acts for.' },
      summary: 'Why somebody may or may not do something here, and who can mend it',
      rest: [{ method: 'GET', path: '/api/v1/iam/explain', casing: 'snake' }],
    })
    .input(ExplainInput)
    .output(answer(Explanation))
    .query(verb(explain)),
});
