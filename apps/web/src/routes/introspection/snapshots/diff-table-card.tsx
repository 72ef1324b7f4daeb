import type { Change } from '@portolan/contract';
import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import RemovedIcon from '~icons/lucide/minus';
import ChangedIcon from '~icons/lucide/pencil-line';
import AddedIcon from '~icons/lucide/plus';
import { Chip, type Icon, type Tone } from '../../../components/ui/chip.tsx';
import { tableHref } from '../links.ts';
import { BreakingChip } from './breaking-chip.tsx';
import { changeValue, changeWords, type DiffTable } from './diff-lines.ts';

const KINDS: Record<Change['kind'], { label: string; tone: Tone; icon: Icon }> = {
  added: { label: 'Added', tone: 'ok', icon: AddedIcon },
  removed: { label: 'Removed', tone: 'warn', icon: RemovedIcon },
  changed: { label: 'Changed', tone: 'accent', icon: ChangedIcon },
};

function KindOfChange(props: { kind: Change['kind'] }) {
  return (
    <Chip tone={KINDS[props.kind].tone} icon={KINDS[props.kind].icon}>
      {KINDS[props.kind].label}
    </Chip>
  );
}

/** One table of a comparison, with every change in it. `connectionId` has the later state. */
export function DiffTableCard(props: { table: DiffTable; connectionId: string }) {
  const name = () => `${props.table.schema}.${props.table.table}`;
  return (
    <li class="rounded-lg border border-line bg-surface">
      <div class="flex flex-wrap items-center gap-2 px-3 py-2">
        <h2 class="min-w-0 wrap-anywhere font-medium font-mono text-xs">
          <Show when={props.table.kind !== 'removed'} fallback={name()}>
            <A
              href={tableHref(props.connectionId, props.table)}
              class="inline-flex min-h-6 items-center text-accent-fg hover:underline"
            >
              {name()}
            </A>
          </Show>
        </h2>
        <KindOfChange kind={props.table.kind} />
        <Show when={props.table.breaking}>
          <BreakingChip />
        </Show>
      </div>
      <Show when={props.table.changes.length > 0}>
        <ul class="flex flex-col divide-y divide-line border-line border-t" aria-label={`Changes in ${name()}`}>
          <For each={props.table.changes}>{(change) => <ChangeLine change={change} />}</For>
        </ul>
      </Show>
    </li>
  );
}

function ChangeLine(props: { change: Change }) {
  const words = () => changeWords(props.change);
  const value = (text: string | null) => changeValue(props.change, text);
  return (
    <li class="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5 text-xs">
      <span class="min-w-0 wrap-anywhere">
        <span class="text-fg-3">{words().what}</span> <span class="font-mono">{words().name}</span>{' '}
        <span class="text-fg-3">{words().aspect}</span>
      </span>
      <span class="flex min-w-0 flex-wrap items-center gap-2 text-fg-2">
        <span class="sr-only">before</span>
        <span class="wrap-anywhere font-mono">{value(props.change.before)}</span>
        <span class="text-fg-3" role="img" aria-label="after">
          →
        </span>
        <span class="wrap-anywhere font-mono">{value(props.change.after)}</span>
      </span>
      <Show when={props.change.breaking}>
        <span class="ml-auto">
          <BreakingChip />
        </span>
      </Show>
    </li>
  );
}
