import { A } from '@solidjs/router';
import { For, type ParentProps, Show } from 'solid-js';
import FromIcon from '~icons/lucide/arrow-left';
import ToIcon from '~icons/lucide/arrow-right';
import CloseIcon from '~icons/lucide/x';
import { Button } from '../../../../components/ui/button.tsx';
import type { DiagramTable, Relation } from '../graph/diagram-graph.ts';
import { cardinality } from '../graph/relation-text.ts';
import { t } from '../graph/relation-words.ts';

interface TableCardProps {
  table: DiagramTable;
  href: string;
  /** Keys of it and to it. */
  out: readonly Relation[];
  into: readonly Relation[];
  nameOf(id: string): string;
  onWalk(id: string): void;
  onAround(): void;
  onClose(): void;
}

/** The table that is chosen, and its keys: each leads to its other end. */
export function TableCard(props: TableCardProps) {
  return (
    <section
      aria-label={t().keysOf(props.table.name)}
      class="absolute top-2 left-2 flex max-h-[calc(100%-1rem)] w-64 max-w-[calc(100%-1rem)] flex-col rounded-lg border border-line bg-raised shadow-pop max-md:top-auto max-md:bottom-2 max-md:max-h-[45%]"
    >
      <div class="flex items-start gap-2 border-line border-b p-2 pl-3">
        <div class="min-w-0 flex-1">
          <h2 class="wrap-anywhere font-semibold">{props.table.name}</h2>
          <p class="wrap-anywhere text-fg-3 text-xs">{props.table.schema}</p>
        </div>
        <Button variant="ghost" size="icon" class="!size-7" aria-label={t().close} onClick={() => props.onClose()}>
          <CloseIcon class="size-3.5" aria-hidden="true" />
        </Button>
      </div>
      <div class="flex flex-wrap gap-x-3 px-3 py-1 text-xs">
        <A href={props.href} class="inline-flex min-h-7 items-center font-medium text-accent-fg hover:underline">
          {t().openTable}
        </A>
        <button
          type="button"
          class="inline-flex min-h-7 items-center font-medium text-accent-fg hover:underline"
          onClick={() => props.onAround()}
        >
          {t().showAround}
        </button>
      </div>
      <Show
        when={props.out.length + props.into.length > 0}
        fallback={<p class="px-3 pb-3 text-fg-3 text-xs">{t().noKeys}</p>}
      >
        <ul class="min-h-0 overflow-y-auto border-line border-t p-1" aria-label={t().keys}>
          <For each={props.out}>
            {(relation) => (
              <KeyItem relation={relation} onWalk={() => props.onWalk(relation.to)}>
                <ToIcon class="size-3 shrink-0 text-fg-3" aria-hidden="true" />
                <span class="min-w-0 flex-1 truncate text-fg-3">{relation.columns.join(', ')}</span>
                <span class="sr-only">{t().pointsAt}</span>
                <span class="min-w-0 max-w-32 truncate">{props.nameOf(relation.to)}</span>
              </KeyItem>
            )}
          </For>
          <For each={props.into}>
            {(relation) => (
              <KeyItem relation={relation} onWalk={() => props.onWalk(relation.from)}>
                <FromIcon class="size-3 shrink-0 text-fg-3" aria-hidden="true" />
                <span class="min-w-0 flex-1 truncate">{props.nameOf(relation.from)}</span>
                <span class="sr-only">{t().pointsHere}</span>
                <span class="min-w-0 max-w-32 truncate text-fg-3">{relation.columns.join(', ')}</span>
              </KeyItem>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}

function KeyItem(props: ParentProps<{ relation: Relation; onWalk(): void }>) {
  return (
    <li>
      <button
        type="button"
        onClick={() => props.onWalk()}
        class="relative flex min-h-7 w-full items-center gap-2 rounded-md px-2 text-left font-mono text-xs hover:bg-idle-soft max-md:min-h-10"
      >
        {props.children}
        <span class="sr-only">({cardinality(props.relation)})</span>
      </button>
    </li>
  );
}
