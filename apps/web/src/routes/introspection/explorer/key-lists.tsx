import type { CheckConstraint, Exclusion, ForeignKey, KeyColumns, TableIndex } from '@portolan/contract';
import { For, type JSX, Show } from 'solid-js';
import { wholeNumber } from '../../../lib/format.ts';
import { checkNote, foreignKeyNote, indexKeyText, indexNote, keyNote } from './fact-texts.ts';
import { ReferenceLink } from './reference-link.tsx';
import { t } from './texts.ts';

interface SectionProps<T> {
  title: string;
  items: readonly T[];
  row(item: T): JSX.Element;
  folded?: boolean;
}

export function Section<T>(props: SectionProps<T>) {
  return (
    <Show when={props.items.length > 0}>
      <Show when={props.folded} fallback={<Whole {...props} />}>
        <details class="mt-4">
          <summary class="min-h-6 cursor-pointer py-1 font-medium text-fg-2 text-xs">
            {props.title} <span class="font-normal text-fg-3 tabular-nums">({wholeNumber(props.items.length)})</span>
          </summary>
          <Items {...props} />
        </details>
      </Show>
    </Show>
  );
}

function Whole<T>(props: SectionProps<T>) {
  return (
    <>
      <h3 class="mt-5 font-medium text-fg-2 text-xs">{props.title}</h3>
      <Items {...props} />
    </>
  );
}

function Items<T>(props: SectionProps<T>) {
  return (
    <ul class="mt-1 flex flex-col divide-y divide-line rounded-lg border border-line" aria-label={props.title}>
      <For each={props.items}>
        {(item) => <li class="flex flex-wrap items-center gap-x-2 px-3 py-1.5">{props.row(item)}</li>}
      </For>
    </ul>
  );
}

const Name = (props: { text: string }) => <span class="wrap-anywhere font-mono text-xs">{props.text}</span>;
export const Detail = (props: { text: string }) => (
  <span class="wrap-anywhere font-mono text-fg-2 text-xs">{props.text}</span>
);
const Aside = (props: { text: string }) => (
  <Show when={props.text}>
    <span class="wrap-anywhere text-fg-3 text-xs">{props.text}</span>
  </Show>
);

export function KeyList(props: { title: string; keys: readonly KeyColumns[] }) {
  return (
    <Section
      title={props.title}
      items={props.keys}
      row={(key) => (
        <>
          <Name text={key.name} />
          <Detail text={`(${key.columns.join(', ')})`} />
          <Aside text={keyNote(key)} />
        </>
      )}
    />
  );
}

export function CheckList(props: { checks: readonly CheckConstraint[] }) {
  return (
    <Section
      title={t().checks}
      items={props.checks}
      row={(check) => (
        <>
          <Name text={check.name} />
          <Detail text={check.expression} />
          <Aside text={checkNote(check)} />
        </>
      )}
    />
  );
}

export function ForeignKeyList(props: { connectionId: string; keys: readonly ForeignKey[] }) {
  return (
    <Section
      title={t().foreignKeys}
      items={props.keys}
      row={(key) => (
        <>
          <Name text={`(${key.columns.join(', ')})`} />
          <span class="text-fg-3" role="img" aria-label={t().references}>
            →
          </span>
          <ReferenceLink
            connectionId={props.connectionId}
            place={{ schema: key.references.schema, table: key.references.table }}
            label={`${key.references.schema}.${key.references.table} (${key.references.columns.join(', ')})`}
          />
          <Aside text={foreignKeyNote(key)} />
        </>
      )}
    />
  );
}

/** Folded: there may be many, and they matter to few. */
export function IndexList(props: { indexes: readonly TableIndex[] }) {
  return (
    <Section
      title={t().indexes}
      folded
      items={props.indexes}
      row={(index) => (
        <>
          <Name text={index.name} />
          <Detail text={`(${index.keys.map(indexKeyText).join(', ')})`} />
          <Aside text={indexNote(index)} />
        </>
      )}
    />
  );
}

export function ExclusionList(props: { exclusions: readonly Exclusion[] }) {
  return (
    <Section
      title={t().exclusions}
      items={props.exclusions}
      row={(one) => (
        <>
          <Name text={one.name} />
          <Detail text={one.definition} />
        </>
      )}
    />
  );
}

/** Things of which only the name is known. */
export function NameList(props: { title: string; names: readonly string[] }) {
  return <Section title={props.title} items={props.names} row={(name) => <Name text={name} />} />;
}
