import {
  AddHypervisorInput,
  Hypervisor,
  HypervisorIdInput,
  HypervisorPage,
  HypervisorTestProgress,
  HypervisorTestResult,
  ListHypervisorsInput,
  VmAvailability,
} from '@portolan/contract';
import {
  addHypervisor,
  isAvailable,
  listHypervisors,
  removeHypervisor,
  testHypervisor,
  watchHypervisorTest,
} from '@portolan/core';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { answerEach } from './answer-each.ts';
import { operatorProcedure, permitted, router } from './trpc.ts';
import { verb } from './verb.ts';

const PATH = '/api/v1/hypervisors';
const casing = 'snake';

export const hypervisorsRouter = router({
  list: operatorProcedure
    .meta({ summary: 'The hypervisors that machines run on', rest: [{ method: 'GET', path: PATH, casing }] })
    .input(ListHypervisorsInput)
    .output(answer(HypervisorPage))
    .query(verb(listHypervisors)),
  add: operatorProcedure
    .meta({
      summary: 'Add a hypervisor by its URI of libvirt; its secrets are never told again',
      rest: [{ method: 'POST', path: PATH, casing, status: 201 }],
    })
    .input(AddHypervisorInput)
    .output(answer(Hypervisor))
    .mutation(verb(addHypervisor)),
  test: operatorProcedure
    .meta({
      sideBySide: true,
      summary: 'Look at a hypervisor stage by stage, and keep what was found',
      rest: [{ method: 'POST', path: `${PATH}/{id}/test`, casing }],
    })
    .input(HypervisorIdInput)
    .output(answer(HypervisorTestResult))
    .mutation(verb(testHypervisor)),
  watchTest: operatorProcedure
    .meta({
      sideBySide: true,
      summary: 'The same test, each stage told when it has ended',
      action: 'hypervisors:test',
    })
    .input(HypervisorIdInput)
    .output(answerEach(HypervisorTestProgress))
    .mutation(verb(watchHypervisorTest)),
  remove: operatorProcedure
    .meta({
      summary: 'Forget a hypervisor that has no machines',
      rest: [{ method: 'DELETE', path: `${PATH}/{id}`, casing, status: 204 }],
    })
    .input(HypervisorIdInput)
    .output(answer(z.void()))
    .mutation(verb(removeHypervisor)),
  available: permitted('vm:read')
    .meta({ summary: 'Whether there is anything that machines could run on' })
    .output(answer(VmAvailability))
    .query(verb(isAvailable)),
});
