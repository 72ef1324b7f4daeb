import type { Vm } from '@portolan/contract';
import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { inTenant } from '../../lib/addresses.ts';
import { type ListState, nextSort } from './list-params.ts';
import { t } from './texts.ts';
import type { VmVerbs } from './use-vm-verbs.ts';
import { VmFailure } from './vm-failure.tsx';
import { VmMenu } from './vm-menu.tsx';
import { VmProgressBar } from './vm-progress.tsx';
import { VmStatusChip } from './vm-status.tsx';
import { computeText, gbText, sourceText } from './vm-text.ts';

type Sorting = Pick<ListState, 'sortBy' | 'sortOrder'>;

interface VmListProps {
  state: Sorting;
  onSort(sort: Sorting & { page: 1 }): void;
  rows: Vm[] | undefined;
  stale: boolean;
  verbs: VmVerbs;
}

export function VmList(props: VmListProps) {
  const columns: readonly Column<Vm>[] = [
    {
      get label() {
        return t().name;
      },
      sort: 'name',
      class: 'w-[26%]',
      cell: (vm) => <VmName vm={vm} />,
    },
    {
      get label() {
        return t().status;
      },
      sort: 'status',
      bare: true,
      cell: (vm) => (
        <>
          <VmStatusChip vm={vm} />
          <Show when={vm.progress}>{(progress) => <VmProgressBar progress={progress()} />}</Show>
          <VmFailure vm={vm} verbs={props.verbs} />
        </>
      ),
    },
    {
      get label() {
        return t().size;
      },
      sort: 'size',
      class: 'w-36',
      cell: (vm) => (
        <>
          <p class="whitespace-nowrap">{computeText(vm)}</p>
          <p class="whitespace-nowrap text-fg-3 text-xs">{t().disk(gbText(vm.diskGb))}</p>
        </>
      ),
    },
    {
      get label() {
        return t().address;
      },
      class: 'w-36',
      cell: (vm) => (
        <Show when={vm.ipAddress} fallback={<span class="text-fg-3">{t().noAddress}</span>}>
          {(address) => <span class="wrap-anywhere font-mono text-xs">{address()}</span>}
        </Show>
      ),
    },
    {
      get label() {
        return t().created;
      },
      sort: 'created',
      class: 'w-28',
      cell: (vm) => <RelativeTime at={vm.createdAt} />,
    },
  ];
  return (
    <RecordList
      label={t().page}
      columns={columns}
      rows={props.rows}
      stale={props.stale}
      sorting={{
        by: props.state.sortBy,
        order: props.state.sortOrder,
        onSort: (by) => props.onSort(nextSort(props.state, by as ListState['sortBy'])),
      }}
      actions={(vm) => <VmMenu vm={vm} verbs={props.verbs} />}
      keys={{
        idOf: (vm) => vm.id,
        open: (vm) => props.verbs.run('open', vm),
        remove: (vm) => props.verbs.run('delete', vm),
        letters: {
          s: (vm) => props.verbs.power(vm),
          r: (vm) => props.verbs.run('restart', vm),
          e: (vm) => props.verbs.run('rename', vm),
        },
      }}
    />
  );
}

function VmName(props: { vm: Vm }) {
  return (
    <div class="min-w-0">
      <A
        class="inline-flex min-h-6 max-w-full items-center font-medium text-fg hover:underline"
        href={inTenant(`/vms/${props.vm.id}`)}
        title={props.vm.name}
      >
        <span class="truncate">{props.vm.name}</span>
      </A>
      <p class="truncate text-fg-3 text-xs" title={sourceText(props.vm)}>
        {sourceText(props.vm)}
      </p>
    </div>
  );
}
