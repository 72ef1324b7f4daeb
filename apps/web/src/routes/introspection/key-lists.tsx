import type { ForeignKey, TableIndex } from '@portolan/contract';
import { For, type ParentProps, Show } from 'solid-js';
import { ReferenceButton } from './reference-button.tsx';

function Section(props: ParentProps<{ title: string }>) {
  return (
    <>
      <h3 class="mt-5 font-medium text-fg-2 text-xs">{props.title}</h3>
      <ul class="mt-1 flex flex-col divide-y divide-line rounded-lg border border-line">{props.children}</ul>
    </>
  );
}

export function ForeignKeyList(props: { keys: readonly ForeignKey[]; onSelect(schema: string, table: string): void }) {
  return (
    <Show when={props.keys.length > 0}>
      <Section title="Foreign keys">
        <For each={props.keys}>
          {(key) => (
            <li class="flex flex-wrap items-center gap-x-2 px-3 py-1.5">
              <span class="break-all font-mono text-xs">({key.columns.join(', ')})</span>
              <span class="text-fg-3" role="img" aria-label="references">
                →
              </span>
              <ReferenceButton
                schema={key.references.schema}
                table={key.references.table}
                label={`${key.references.schema}.${key.references.table} (${key.references.columns.join(', ')})`}
                onSelect={props.onSelect}
              />
              <span class="text-fg-3 text-xs">
                on update {key.onUpdate.toLowerCase()}, on delete {key.onDelete.toLowerCase()}
              </span>
            </li>
          )}
        </For>
      </Section>
    </Show>
  );
}

export function IndexList(props: { indexes: readonly TableIndex[] }) {
  return (
    <Show when={props.indexes.length > 0}>
      <Section title="Indexes">
        <For each={props.indexes}>
          {(index) => (
            <li class="flex flex-wrap items-center gap-x-2 px-3 py-1.5">
              <span class="break-all font-mono text-xs">{index.name}</span>
              <span class="break-all font-mono text-fg-2 text-xs">({index.columns.join(', ')})</span>
              <span class="text-fg-3 text-xs">{describe(index)}</span>
            </li>
          )}
        </For>
      </Section>
    </Show>
  );
}

function describe(index: TableIndex): string {
  const kind = index.primary ? 'primary key' : index.unique ? 'unique' : null;
  const include = index.include.length > 0 ? `includes ${index.include.join(', ')}` : null;
  const where = index.predicate ? `where ${index.predicate}` : null;
  return [kind, index.method, include, where].filter(Boolean).join(' · ');
}
