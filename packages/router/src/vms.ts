import {
  CreateVmInput,
  ListVmsInput,
  SetVmQuotaInput,
  UpdateVmInput,
  Vm,
  VmActionInput,
  VmChange,
  VmIdInput,
  VmLogNews,
  VmLogs,
  VmLogsInput,
  VmPage,
  VmQuota,
  VmQuotaOfInput,
} from '@portolan/contract';
import {
  actOnVm,
  createVm,
  deleteVm,
  getQuota,
  getQuotaOf,
  getVm,
  listVmLogs,
  listVms,
  setQuota,
  updateVm,
  watchVmLogs,
  watchVms,
} from '@portolan/core';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { answerEach } from './answer-each.ts';
import { operatorProcedure, permitted, router } from './trpc.ts';
import { verb } from './verb.ts';

const PATH = '/api/v1/vms';
const QUOTA_OF = '/api/tenants/{slug}/vm-quota';
const casing = 'snake';

export const vmsRouter = router({
  list: permitted('vm:read')
    .meta({ summary: 'The machines of the tenant', rest: [{ method: 'GET', path: PATH, casing }] })
    .input(ListVmsInput)
    .output(answer(VmPage))
    .query(verb(listVms)),
  get: permitted('vm:read')
    .meta({ summary: 'One machine', rest: [{ method: 'GET', path: `${PATH}/{id}`, casing }] })
    .input(VmIdInput)
    .output(answer(Vm))
    .query(verb(getVm)),
  create: permitted('vm:create')
    .meta({
      summary: 'Have a machine made, from a template or an ISO image; it is there when its status is RUNNING',
      rest: [{ method: 'POST', path: PATH, casing, status: 201, location: `${PATH}/{id}` }],
    })
    .input(CreateVmInput)
    .output(answer(Vm))
    .mutation(verb(createVm)),
  update: permitted('vm:update')
    .meta({ summary: 'Rename a machine', rest: [{ method: 'PATCH', path: `${PATH}/{id}`, casing }] })
    .input(UpdateVmInput)
    .output(answer(Vm))
    .mutation(verb(updateVm)),
  delete: permitted('vm:delete')
    .meta({
      summary: 'Delete a machine with its disk',
      rest: [{ method: 'DELETE', path: `${PATH}/{id}`, casing, status: 204 }],
    })
    .input(VmIdInput)
    .output(answer(z.void()))
    .mutation(verb(deleteVm)),
  logs: permitted('vm:read_logs')
    .meta({
      summary: 'What was done with a machine, what became of it and what it wrote to its console, newest last',
      rest: [{ method: 'GET', path: `${PATH}/{id}/logs`, casing }],
    })
    .input(VmLogsInput)
    .output(answer(VmLogs))
    .query(verb(listVmLogs)),
  watchLogs: permitted('vm:read_logs')
    .meta({ summary: 'The log of a machine as it is, and then what is written to it' })
    .input(VmLogsInput)
    .output(answerEach(VmLogNews))
    .subscription(({ ctx, input }) => watchVmLogs(ctx, input)),
  action: permitted('vm:power_manage')
    .meta({
      summary: 'Start, stop or restart a machine; start makes on one that could not be made',
      rest: [{ method: 'POST', path: `${PATH}/{id}/actions`, casing, status: 202 }],
    })
    .input(VmActionInput)
    .output(answer(Vm))
    .mutation(verb(actOnVm)),
  watch: permitted('vm:read')
    .meta({ summary: 'Each machine as it is, and then what becomes of them' })
    .output(answerEach(VmChange))
    .subscription(({ ctx }) => watchVms(ctx)),
  quota: permitted('vm:read')
    .meta({
      summary: 'What the tenant may have of machines, and has',
      rest: [{ method: 'GET', path: '/api/v1/vm-quota', casing }],
    })
    .output(answer(VmQuota))
    .query(verb(getQuota)),
  quotaOf: operatorProcedure
    .meta({
      summary: 'What a tenant may have of machines, and has',
      rest: [{ method: 'GET', path: QUOTA_OF, casing }],
    })
    .input(VmQuotaOfInput)
    .output(answer(VmQuota))
    .query(verb(getQuotaOf)),
  setQuota: operatorProcedure
    .meta({
      summary: 'Set what a tenant may have of machines; null is without bounds',
      rest: [{ method: 'PUT', path: QUOTA_OF, casing }],
    })
    .input(SetVmQuotaInput)
    .output(answer(VmQuota))
    .mutation(verb(setQuota)),
});
