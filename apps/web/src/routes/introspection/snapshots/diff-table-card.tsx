import type { Break, Change } from '@portolan/contract';
import { A } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import { tableHref } from '../links.ts';
import { BreakChips } from './breaking-chip.tsx';
import { ChangeList } from './change-list.tsx';
import type { DiffTable } from './diff-lines.ts';
import { DiffLine, DiffSign } from './diff-sign.tsx';
import { t } from './diff-texts.ts';

interface DiffCardProps {
  title: JSX.Element;
  kind: Change['kind'];
  breaks: readonly Break[];
  children: JSX.Element;
}

export function DiffCard(props: DiffCardProps) {
  return (
    <li class="overflow-hidden rounded-lg border border-line bg-surface">
      <div class="flex flex-wrap items-center gap-2 px-3 py-2">
        <DiffSign kind={props.kind} />
        <h2 class="min-w-0 wrap-anywhere font-medium font-mono text-xs">{props.title}</h2>
        <span class="text-fg-3 text-xs" aria-hidden="true">
          {t().kinds[props.kind]}
        </span>
        <span class="ml-auto flex flex-wrap gap-1">
          <BreakChips breaks={props.breaks} />
        </span>
      </div>
      {props.children}
    </li>
  );
}

/** A table with more columns is opened by whoever wants to see them. */
const OPEN_COLUMNS = 12;

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
        <details class="border-line border-t px-3 py-1 text-xs" open={props.table.columns.length <= OPEN_COLUMNS}>
          <summary class="min-h-6 cursor-pointer py-1 text-fg-2">{t().columnCount(props.table.columns.length)}</summary>
          <ul class="mt-1 flex flex-col gap-0.5 pb-1.5" aria-label={t().columnsOf(name())}>
            <For each={props.table.columns}>
              {(column) => (
                <li>
                  <DiffLine
                    kind={props.table.kind === 'removed' ? 'removed' : 'added'}
                    word=""
                    text={`${column.name} ${column.nativeType}${column.nullable ? '' : ` ${t().values.notNull}`}`}
                  />
                </li>
              )}
            </For>
          </ul>
        </details>
      </Show>
      <ChangeList label={t().changesIn(name())} changes={props.table.changes} />
    </DiffCard>
  );
}
