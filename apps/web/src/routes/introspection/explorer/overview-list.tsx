import { createUniqueId, For, Show } from 'solid-js';
import { wholeNumber } from '../../../lib/format.ts';
import { ReferenceLink } from './reference-link.tsx';
import { t } from './texts.ts';

interface OverviewListProps {
  connectionId: string;
  title: string;
  items: readonly { schema: string; table: string; note?: string }[];
  /** How many there are, where they are more than the items. */
  total?: number;
  none: string;
}

/** Some tables that have something in common, the first of however many there are. */
export function OverviewList(props: OverviewListProps) {
  const id = createUniqueId();
  const more = () => (props.total ?? 0) - props.items.length;
  return (
    <section class="mb-5 min-w-0 break-inside-avoid" aria-labelledby={id}>
      <h3 id={id} class="font-medium text-fg-2 text-xs">
        {props.title}
        <Show when={props.total}>
          {(total) => <span class="ml-1.5 font-normal text-fg-3 tabular-nums">{wholeNumber(total())}</span>}
        </Show>
      </h3>
      <Show when={props.items.length > 0} fallback={<p class="mt-1 text-fg-3 text-xs">{props.none}</p>}>
        <ul class="mt-1 divide-y divide-line rounded-lg border border-line">
          <For each={props.items}>
            {(item) => (
              <li class="flex min-w-0 flex-wrap items-center justify-between gap-x-3 px-3 py-1.5">
                <ReferenceLink
                  connectionId={props.connectionId}
                  place={{ schema: item.schema, table: item.table }}
                  label={`${item.schema}.${item.table}`}
                />
                <span class="text-fg-3 text-xs tabular-nums">{item.note}</span>
              </li>
            )}
          </For>
        </ul>
        <Show when={more() > 0}>
          <p class="mt-1 text-fg-3 text-xs">{t().moreTables(more())}</p>
        </Show>
      </Show>
    </section>
  );
}
