import type { Hypervisor } from '@portolan/contract';
import { For, Show } from 'solid-js';
import ReachedIcon from '~icons/lucide/circle-check';
import UnseenIcon from '~icons/lucide/circle-dashed';
import UnreachedIcon from '~icons/lucide/circle-x';
import TestIcon from '~icons/lucide/plug-zap';
import RemoveIcon from '~icons/lucide/trash-2';
import { Filled } from '../../components/filled.tsx';
import { NamedCell } from '../../components/named-cell.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Chip } from '../../components/ui/chip.tsx';
import { wholeNumber } from '../../lib/format.ts';
import { sentence } from '../../lib/sentence.ts';
import { capacityTexts } from './capacity-text.ts';
import { t } from './texts.ts';

interface HypervisorListProps {
  rows: Hypervisor[] | undefined;
  stale: boolean;
  onTest(hypervisor: Hypervisor): void;
  onRemove(hypervisor: Hypervisor): void;
}

const COLUMNS: readonly Column<Hypervisor>[] = [
  {
    get label() {
      return t().hypervisor;
    },
    class: 'w-[24%]',
    cell: (hypervisor) => (
      <NamedCell name={hypervisor.name} code={hypervisor.uri}>
        <Show when={hypervisor.isConfigured}>
          <p class="text-fg-3 text-xs">{t().configured}</p>
        </Show>
      </NamedCell>
    ),
  },
  {
    get label() {
      return t().status;
    },
    bare: true,
    cell: (hypervisor) => <Reach hypervisor={hypervisor} />,
  },
  {
    get label() {
      return t().used;
    },
    class: 'w-[23%]',
    cell: (hypervisor) => (
      <Show when={hypervisor.capacity} fallback={<span class="text-fg-3">{t().unknown}</span>}>
        {(capacity) => <For each={capacityTexts(capacity())}>{(line) => <p class="text-xs">{line}</p>}</For>}
      </Show>
    ),
  },
  {
    get label() {
      return t().machines;
    },
    class: 'w-28',
    cell: (hypervisor) => (
      <>
        <p class="tabular-nums">{wholeNumber(hypervisor.machines)}</p>
        <Show when={hypervisor.strangers > 0}>
          <p class="text-warn text-xs" title={t().strangersHint}>
            {t().strangers(hypervisor.strangers)}
          </p>
        </Show>
      </>
    ),
  },
];

export function HypervisorList(props: HypervisorListProps) {
  return (
    <RecordList
      label={t().page}
      columns={COLUMNS}
      rows={props.rows}
      stale={props.stale}
      actionsClass="w-52"
      actionsBelow
      actions={(hypervisor) => (
        <>
          <Button
            size="sm"
            variant="ghost"
            aria-label={t().testOf(hypervisor.name)}
            onClick={() => props.onTest(hypervisor)}
          >
            <TestIcon class="size-3.5" aria-hidden="true" />
            {t().test}
          </Button>
          <Show when={!hypervisor.isConfigured}>
            <Button
              size="sm"
              variant="ghost"
              aria-label={t().removeOf(hypervisor.name)}
              onClick={() => props.onRemove(hypervisor)}
            >
              <RemoveIcon class="size-3.5" aria-hidden="true" />
              {t().remove}
            </Button>
          </Show>
        </>
      )}
    />
  );
}

/** Whether it answers, what it is, and why it does not. */
function Reach(props: { hypervisor: Hypervisor }) {
  const look = () => {
    if (props.hypervisor.reachable === null) return { tone: 'idle', icon: UnseenIcon, text: t().unseen } as const;
    if (props.hypervisor.reachable) return { tone: 'ok', icon: ReachedIcon, text: t().reached } as const;
    return { tone: 'bad', icon: UnreachedIcon, text: t().unreached } as const;
  };
  return (
    <>
      <Chip tone={look().tone} icon={look().icon}>
        {look().text}
      </Chip>
      <Show when={props.hypervisor.reachable === false && props.hypervisor.failure}>
        {(failure) => <p class="wrap-anywhere mt-1 text-bad text-xs leading-4">{sentence(failure())}</p>}
      </Show>
      <Show when={props.hypervisor.credentialState === 'unreadable'}>
        <p class="mt-1 text-warn text-xs leading-4">{t().unreadable}</p>
      </Show>
      <Show when={props.hypervisor.version}>{(version) => <p class="mt-1 text-fg-3 text-xs">{version()}</p>}</Show>
      <Show when={props.hypervisor.reachable === false && props.hypervisor.lastSeenAt}>
        {(at) => (
          <p class="text-fg-3 text-xs">
            <Filled text={t().seen} gaps={{ time: <RelativeTime at={at()} /> }} />
          </p>
        )}
      </Show>
    </>
  );
}
