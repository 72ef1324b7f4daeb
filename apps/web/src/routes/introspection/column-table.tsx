import type { Field } from '@portolan/contract';
import { For, Show } from 'solid-js';
import KeyIcon from '~icons/lucide/key-round';
import { ReferenceButton } from './reference-button.tsx';

const GENERATED: Record<NonNullable<Field['generated']>, string> = {
  'identity-always': 'identity, always',
  'identity-by-default': 'identity, by default',
  stored: 'computed, stored',
  virtual: 'computed, virtual',
};

const HEAD = 'h-8 px-2 font-medium';
const CELL = 'px-2 py-1.5 align-top';

export function ColumnTable(props: { fields: readonly Field[]; onSelect(schema: string, table: string): void }) {
  return (
    <section class="mt-3 overflow-x-auto rounded-lg border border-line" tabindex="0" aria-label="Columns">
      <table class="w-full min-w-[32rem] border-collapse text-left">
        <caption class="sr-only">Columns</caption>
        <thead class="bg-sunken text-fg-3 text-xs">
          <tr>
            <th scope="col" class={HEAD}>
              Column
            </th>
            <th scope="col" class={HEAD}>
              Type
            </th>
            <th scope="col" class={HEAD}>
              Null
            </th>
            <th scope="col" class={HEAD}>
              Default
            </th>
            <th scope="col" class={HEAD}>
              References
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.fields}>{(field) => <ColumnRow field={field} onSelect={props.onSelect} />}</For>
        </tbody>
      </table>
    </section>
  );
}

function ColumnRow(props: { field: Field; onSelect(schema: string, table: string): void }) {
  return (
    <tr class="border-line border-t">
      <th scope="row" class={`${CELL} font-normal`}>
        <span class="flex items-center gap-1.5 font-mono text-xs">
          <Show when={props.field.primaryKey}>
            <KeyIcon class="size-3.5 shrink-0 text-warn" role="img" aria-label="Primary key" />
          </Show>
          <span class="break-all font-medium">{props.field.name}</span>
        </span>
        <Show when={props.field.comment}>
          <p class="text-fg-3 text-xs">{props.field.comment}</p>
        </Show>
      </th>
      <td class={`${CELL} font-mono text-fg-2 text-xs`}>{props.field.nativeType}</td>
      <td class={`${CELL} whitespace-nowrap text-fg-2 text-xs`}>{props.field.nullable ? 'null' : 'not null'}</td>
      <td class={`${CELL} text-fg-3 text-xs`}>
        <Show when={props.field.generated} fallback={<span class="break-all font-mono">{props.field.default}</span>}>
          {(generated) => GENERATED[generated()]}
        </Show>
      </td>
      <td class={`${CELL} text-xs`}>
        <Show when={props.field.references}>
          {(target) => (
            <ReferenceButton
              schema={target().schema}
              table={target().table}
              label={`${target().schema}.${target().table}.${target().column}`}
              onSelect={props.onSelect}
            />
          )}
        </Show>
      </td>
    </tr>
  );
}
