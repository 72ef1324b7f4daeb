import type { Permission, Vm } from '@portolan/contract';

/** What can be done with one machine. `retry` starts one that could not be made, or came to grief. */
export type VmVerb = 'open' | 'start' | 'retry' | 'stop' | 'restart' | 'rename' | 'delete';

/** What each takes beyond seeing the machine. */
export const NEEDS: Partial<Record<VmVerb, Permission>> = {
  start: 'vm:power_manage',
  retry: 'vm:power_manage',
  stop: 'vm:power_manage',
  restart: 'vm:power_manage',
  rename: 'vm:update',
  delete: 'vm:delete',
};

/** What of its power a machine allows as it is. */
export function powerVerbs({ status, pending }: Pick<Vm, 'status' | 'pending'>): readonly VmVerb[] {
  if (pending) return [];
  switch (status) {
    case 'RUNNING':
      return ['stop', 'restart'];
    case 'STOPPED':
      return ['start'];
    case 'ERROR':
      return ['retry'];
    case 'PROVISIONING':
      return [];
  }
}

/** One that is being made is deleted when that has ended. */
export function allows(vm: Pick<Vm, 'status' | 'pending'>, verb: VmVerb): boolean {
  if (verb === 'delete') return vm.status !== 'PROVISIONING';
  return verb === 'open' || verb === 'rename' || powerVerbs(vm).includes(verb);
}
