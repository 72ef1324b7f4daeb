import type { Change, ChangeValue } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { BreakChips } from './breaking-chip.tsx';
import { changeValue } from './change-value.ts';
import { changeWords } from './diff-lines.ts';

/** Every change of one thing: where, what was and what is, what it comes to and for whom. */
export function ChangeList(props: { label: string; changes: readonly Change[] }) {
  return (
    <Show when={props.changes.length > 0}>
      <ul class="flex flex-col divide-y divide-line border-line border-t" aria-label={props.label}>
        <For each={props.changes}>{(change) => <ChangeLine change={change} />}</For>
      </ul>
    </Show>
  );
}

function ChangeLine(props: { change: Change }) {
  const words = () => changeWords(props.change);
  const value = (one: ChangeValue) => changeValue(props.change, one);
  return (
    <li class="grid gap-x-3 gap-y-1 px-3 py-1.5 text-xs md:grid-cols-[minmax(0,1fr)_auto]">
      <div class="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
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
        <span class="text-fg-3">{props.change.reason}</span>
      </div>
      <div class="flex flex-wrap items-center gap-1">
        <BreakChips breaks={props.change.breaks} />
      </div>
    </li>
  );
}
