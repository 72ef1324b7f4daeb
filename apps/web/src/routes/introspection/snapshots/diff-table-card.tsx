import type { Break, Change } from '@portolan/contract';
import { A } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import RemovedIcon from '~icons/lucide/minus';
import RenamedIcon from '~icons/lucide/pencil';
import ChangedIcon from '~icons/lucide/pencil-line';
import AddedIcon from '~icons/lucide/plus';
import { Chip, type Icon, type Tone } from '../../../components/ui/chip.tsx';
import { countOf } from '../../../lib/format.ts';
import { tableHref } from '../links.ts';
import { BreakChips } from './breaking-chip.tsx';
import { ChangeList } from './change-list.tsx';
import type { DiffTable } from './diff-lines.ts';

const KINDS: Record<Change['kind'], { label: string; tone: Tone; icon: Icon }> = {
  added: { label: 'Added', tone: 'ok', icon: AddedIcon },
  removed: { label: 'Removed', tone: 'warn', icon: RemovedIcon },
  changed: { label: 'Changed', tone: 'accent', icon: ChangedIcon },
  renamed: { label: 'Renamed', tone: 'accent', icon: RenamedIcon },
};

function KindOfChange(props: { kind: Change['kind'] }) {
  return (
    <Chip tone={KINDS[props.kind].tone} icon={KINDS[props.kind].icon}>
      {KINDS[props.kind].label}
    </Chip>
  );
}

interface DiffCardProps {
  title: JSX.Element;
  kind: Change['kind'];
  breaks: readonly Break[];
  children: JSX.Element;
}

export function DiffCard(props: DiffCardProps) {
  return (
    <li class="rounded-lg border border-line bg-surface">
      <div class="flex flex-wrap items-center gap-2 px-3 py-2">
        <h2 class="min-w-0 wrap-anywhere font-medium font-mono text-xs">{props.title}</h2>
        <KindOfChange kind={props.kind} />
        <BreakChips breaks={props.breaks} />
      </div>
      {props.children}
    </li>
  );
}

/** One table of a comparison, with every change in it, or its columns. `connectionId` has the later state. */
export function DiffTableCard(props: { table: DiffTable; connectionId: string }) {
  const name = () => `${props.table.schema}.${props.table.table}`;
  const title = (
    <Show when={props.table.kind !== 'removed'} fallback={name()}>
      <A
        href={tableHref(props.connectionId, props.table)}
        class="inline-flex min-h-6 items-center text-accent-fg hover:underline"
      >
        {name()}
      </A>
    </Show>
  );
  return (
    <DiffCard title={title} kind={props.table.kind} breaks={props.table.breaks}>
      <Show when={props.table.columns.length > 0}>
        <details class="border-line border-t px-3 py-1 text-xs">
          <summary class="min-h-6 cursor-pointer py-1 text-fg-2">
            {countOf(props.table.columns.length, 'column')}
          </summary>
          <ul class="mt-1 flex flex-col gap-1 pb-1" aria-label={`Columns of ${name()}`}>
            <For each={props.table.columns}>
              {(column) => (
                <li class="wrap-anywhere font-mono">
                  {column.name} <span class="text-fg-3">{column.nativeType}</span>
                </li>
              )}
            </For>
          </ul>
        </details>
      </Show>
      <ChangeList label={`Changes in ${name()}`} changes={props.table.changes} />
    </DiffCard>
  );
}
