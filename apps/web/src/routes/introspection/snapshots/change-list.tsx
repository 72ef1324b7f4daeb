import type { Change, ChangeValue } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { BreakChips } from './breaking-chip.tsx';
import { changeValue } from './change-value.ts';
import { changeWords } from './diff-lines.ts';
import { DiffLine, DiffSign } from './diff-sign.tsx';
import { t } from './diff-texts.ts';

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
    <li class="flex min-w-0 gap-2 px-3 py-2 text-xs">
      <DiffSign kind={props.change.kind} />
      <div class="flex min-w-0 flex-1 flex-col gap-1">
        <div class="flex min-h-5 min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <span class="min-w-0 wrap-anywhere">
            <span class="text-fg-3">{words().what}</span>{' '}
            <span class="font-medium font-mono text-fg">{words().name}</span>{' '}
            <span class="text-fg-3">{words().aspect}</span>
          </span>
          <span class="min-w-0 text-fg-2">{t().reason(props.change.reason)}</span>
          <span class="ml-auto flex flex-wrap gap-1">
            <BreakChips breaks={props.change.breaks} />
          </span>
        </div>
        <Show when={props.change.before !== null}>
          <DiffLine kind="removed" word={t().was} text={value(props.change.before)} />
        </Show>
        <Show when={props.change.after !== null}>
          <DiffLine kind="added" word={t().is} text={value(props.change.after)} />
        </Show>
      </div>
    </li>
  );
}
