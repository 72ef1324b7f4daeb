import type { Field } from '@portolan/contract';
import { createEffect, For, Show } from 'solid-js';
import KeyIcon from '~icons/lucide/key-round';
import LinkIcon from '~icons/lucide/link-2';
import { cx } from '../../../lib/cx.ts';
import { FACT_CELL, FactTable } from '../fact-table.tsx';
import { typeNotes } from './fact-texts.ts';
import { ReferenceLink } from './reference-link.tsx';
import { t } from './texts.ts';

const heads = () => {
  const { column, type, null: nullable, default: value, references } = t().heads;
  return [column, type, nullable, value, references];
};

interface ColumnTableProps {
  connectionId: string;
  fields: readonly Field[];
  /** Name of the column that a link led to. */
  marked: string;
}

export function ColumnTable(props: ColumnTableProps) {
  return (
    <section class="mt-3 overflow-x-auto rounded-lg border border-line" tabindex="0" aria-label={t().columns}>
      <FactTable label={t().columns} heads={heads()}>
        <For each={props.fields}>
          {(field) => (
            <ColumnRow connectionId={props.connectionId} field={field} marked={field.name === props.marked} />
          )}
        </For>
      </FactTable>
    </section>
  );
}

function ColumnRow(props: { connectionId: string; field: Field; marked: boolean }) {
  let row!: HTMLTableRowElement;
  createEffect(() => props.marked && row.scrollIntoView({ block: 'nearest' }));
  const expression = () => {
    const { generated, default: text } = props.field;
    return generated === null || generated === 'stored' || generated === 'virtual' ? text : null;
  };
  return (
    <tr
      ref={row}
      aria-current={props.marked ? 'true' : undefined}
      class={cx('border-line border-t', props.marked && 'bg-accent-soft')}
    >
      <th scope="row" class={`${FACT_CELL} font-normal`}>
        <span class="flex items-center gap-1.5 font-mono text-xs">
          <Show when={props.field.primaryKey}>
            <KeyIcon class="size-3.5 shrink-0 text-warn" role="img" aria-label={t().primaryKey} />
          </Show>
          <Show when={props.field.references}>
            <LinkIcon class="size-3.5 shrink-0 text-accent-fg" role="img" aria-label={t().foreignKey} />
          </Show>
          <span class="wrap-anywhere font-medium">{props.field.name}</span>
        </span>
        <Show when={props.field.invisible}>
          <p class="text-fg-3 text-xs">{t().invisible}</p>
        </Show>
        <Show when={props.field.comment}>
          <p class="text-fg-3 text-xs">{props.field.comment}</p>
        </Show>
      </th>
      <td class={`${FACT_CELL} text-fg-2 text-xs`}>
        <span class="font-mono">{props.field.nativeType}</span>
        <For each={typeNotes(props.field)}>{(note) => <p class="wrap-anywhere text-fg-3 text-xs">{note}</p>}</For>
      </td>
      <td class={`${FACT_CELL} whitespace-nowrap text-fg-2 text-xs`}>
        {props.field.nullable ? t().null : t().notNull}
      </td>
      <td class={`${FACT_CELL} text-fg-3 text-xs`}>
        <Show when={props.field.generated}>{(generated) => <p>{t().generated[generated()]}</p>}</Show>
        <Show when={expression()}>{(text) => <span class="wrap-anywhere font-mono">{text()}</span>}</Show>
        <Show when={props.field.onUpdate}>{(text) => <p class="wrap-anywhere">{t().onUpdate(text())}</p>}</Show>
      </td>
      <td class={`${FACT_CELL} text-xs`}>
        <Show when={props.field.references}>
          {(target) => (
            <ReferenceLink
              connectionId={props.connectionId}
              place={target()}
              label={`${target().schema}.${target().table}.${target().column}`}
            />
          )}
        </Show>
      </td>
    </tr>
  );
}
