import { For, Show } from 'solid-js';
import { wholeNumber } from '../../../../lib/format.ts';
import { t } from '../texts.ts';

const MOST = 12;

/** Which colour is which schema; a click shows that schema alone. */
export function SchemaLegend(props: { hues: ReadonlyMap<string, number>; onChoose(schema: string): void }) {
  const schemas = () => [...props.hues];
  return (
    <ul
      aria-label={t().schemas}
      class="flex flex-wrap items-center gap-1 text-xs max-md:flex-nowrap max-md:overflow-x-auto"
    >
      <For each={schemas().slice(0, MOST)}>
        {([schema, hue]) => (
          <li class="max-w-full shrink-0">
            <button
              type="button"
              title={t().onlySchema(schema)}
              onClick={() => props.onChoose(schema)}
              class="kind-tint inline-flex min-h-6 max-w-full items-center rounded-full px-2.5 hover:underline max-md:min-h-8"
              style={{ '--kind-hue': hue }}
            >
              <span class="truncate">{schema}</span>
            </button>
          </li>
        )}
      </For>
      <Show when={schemas().length > MOST}>
        <li class="shrink-0 text-fg-3">{t().more(wholeNumber(schemas().length - MOST))}</li>
      </Show>
    </ul>
  );
}
