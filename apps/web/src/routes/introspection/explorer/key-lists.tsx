import type { CheckConstraint, ForeignKey, KeyColumns, TableIndex } from '@portolan/contract';
import { For, type JSX, Show } from 'solid-js';
import { ReferenceLink } from './reference-link.tsx';

interface SectionProps<T> {
  title: string;
  items: readonly T[];
  row(item: T): JSX.Element;
}

function Section<T>(props: SectionProps<T>) {
  return (
    <Show when={props.items.length > 0}>
      <h3 class="mt-5 font-medium text-fg-2 text-xs">{props.title}</h3>
      <ul class="mt-1 flex flex-col divide-y divide-line rounded-lg border border-line" aria-label={props.title}>
        <For each={props.items}>
          {(item) => <li class="flex flex-wrap items-center gap-x-2 px-3 py-1.5">{props.row(item)}</li>}
        </For>
      </ul>
    </Show>
  );
}

const Name = (props: { text: string }) => <span class="wrap-anywhere font-mono text-xs">{props.text}</span>;
const Detail = (props: { text: string }) => <span class="wrap-anywhere font-mono text-fg-2 text-xs">{props.text}</span>;
const Aside = (props: { text: string }) => <span class="text-fg-3 text-xs">{props.text}</span>;

export function KeyList(props: { title: string; keys: readonly KeyColumns[] }) {
  return (
    <Section
      title={props.title}
      items={props.keys}
      row={(key) => (
        <>
          <Name text={key.name} />
          <Detail text={`(${key.columns.join(', ')})`} />
        </>
      )}
    />
  );
}

export function CheckList(props: { checks: readonly CheckConstraint[] }) {
  return (
    <Section
      title="Checks"
      items={props.checks}
      row={(check) => (
        <>
          <Name text={check.name} />
          <Detail text={check.expression} />
        </>
      )}
    />
  );
}

export function ForeignKeyList(props: { connectionId: string; keys: readonly ForeignKey[] }) {
  return (
    <Section
      title="Foreign keys"
      items={props.keys}
      row={(key) => (
        <>
          <Name text={`(${key.columns.join(', ')})`} />
          <span class="text-fg-3" role="img" aria-label="references">
            →
          </span>
          <ReferenceLink
            connectionId={props.connectionId}
            place={{ schema: key.references.schema, table: key.references.table }}
            label={`${key.references.schema}.${key.references.table} (${key.references.columns.join(', ')})`}
          />
          <Aside
            text={`${key.name} · on update ${key.onUpdate.toLowerCase()}, on delete ${key.onDelete.toLowerCase()}`}
          />
        </>
      )}
    />
  );
}

export function IndexList(props: { indexes: readonly TableIndex[] }) {
  return (
    <Section
      title="Indexes"
      items={props.indexes}
      row={(index) => (
        <>
          <Name text={index.name} />
          <Detail text={`(${index.columns.join(', ')})`} />
          <Aside text={describe(index)} />
        </>
      )}
    />
  );
}

function describe(index: TableIndex): string {
  const kind = index.primary ? 'primary key' : index.unique ? 'unique' : null;
  const include = index.include.length > 0 ? `includes ${index.include.join(', ')}` : null;
  const where = index.predicate ? `where ${index.predicate}` : null;
  return [kind, index.method, include, where].filter(Boolean).join(' · ');
}
