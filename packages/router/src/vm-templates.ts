import { UpdateVmTemplateInput, VmTemplate, VmTemplates } from '@portolan/contract';
import { listVmTemplates, updateVmTemplate } from '@portolan/core';
import { answer } from './answer.ts';
import { operatorProcedure, permittedAny, router } from './trpc.ts';
import { verb } from './verb.ts';

const PATH = '/api/v1/vm-templates';
const casing = 'snake';

export const vmTemplatesRouter = router({
  list: permittedAny('template:read', 'vm:create')
    .meta({ summary: 'What machines can be made from', rest: [{ method: 'GET', path: PATH, casing }] })
    .output(answer(VmTemplates))
    .query(verb(listVmTemplates)),
  update: operatorProcedure
    .meta({
      summary: 'Change how a template is called, and what a machine of it has unless told otherwise',
      rest: [{ method: 'PATCH', path: `${PATH}/{id}`, casing }],
    })
    .input(UpdateVmTemplateInput)
    .output(answer(VmTemplate))
    .mutation(verb(updateVmTemplate)),
});
