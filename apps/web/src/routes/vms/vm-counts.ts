import type { VmChange, VmStatus } from '@portolan/contract';
import { type Accessor, createSignal } from 'solid-js';
import type { VmHearer } from './use-live-vms.ts';

export type VmCounts = Readonly<Record<VmStatus, number>> & { all: number };

/** How many machines are in each status, as the stream tells of them all: nobody is asked for it. Null until it has told. */
export function createVmCounts(): VmHearer & { counts: Accessor<VmCounts | null> } {
  const statuses = new Map<string, VmStatus>();
  const [counts, setCounts] = createSignal<VmCounts | null>(null);
  const onNews = (news: VmChange) => {
    if (news.type === 'changed') statuses.set(news.vm.id, news.vm.status);
    else statuses.delete(news.id);
    setCounts(counted(statuses.values()));
  };
  return { counts, onBegin: () => statuses.clear(), onNews };
}

function counted(statuses: Iterable<VmStatus>): VmCounts {
  const counts = { all: 0, RUNNING: 0, STOPPED: 0, PROVISIONING: 0, ERROR: 0 };
  for (const status of statuses) {
    counts.all += 1;
    counts[status] += 1;
  }
  return counts;
}
