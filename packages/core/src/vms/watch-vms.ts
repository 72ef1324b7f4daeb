import type { VmChange } from '@portolan/contract';
import { Bell } from '../bell.ts';
import type { TenantContext } from '../context.ts';
import { assertHypervisor } from '../hypervisors/index.ts';
import { toVm, type VmRow } from './vm-row.ts';
import { allVmsStatement } from './vm-statements.ts';

/** What changes within this is told together. */
const GATHER_MS = 150;

/** The machines of a tenant: each as it is, and then whatever becomes of them, whichever process has heard of it. */
export async function* watchVms(ctx: TenantContext): AsyncGenerator<VmChange, void> {
  await assertHypervisor(ctx.services);
  const { db } = ctx.services;
  const { signal } = ctx.request;
  const { id } = ctx.tenant;
  const bell = new Bell();
  const unhear = db.watch([`vms:${id}`], bell.ring);
  signal?.addEventListener('abort', bell.ring);
  const told = new Map<string, string>();
  try {
    while (!signal?.aborted) {
      yield* news(told, await db.read<VmRow>(allVmsStatement, [id]));
      await bell.rung();
      if (!signal?.aborted) await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
    }
  } finally {
    signal?.removeEventListener('abort', bell.ring);
    unhear();
  }
}

function* news(told: Map<string, string>, rows: readonly VmRow[]): Generator<VmChange, void> {
  const gone = new Set(told.keys());
  for (const row of rows) {
    const vm = toVm(row);
    const text = JSON.stringify(vm);
    gone.delete(vm.id);
    if (told.get(vm.id) === text) continue;
    told.set(vm.id, text);
    yield { type: 'changed', vm };
  }
  for (const id of gone) {
    told.delete(id);
    yield { type: 'removed', id };
  }
}
