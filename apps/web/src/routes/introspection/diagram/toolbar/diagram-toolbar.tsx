import { For, type JSX, Show } from 'solid-js';
import { Select } from '../../../components/ui/select.tsx';
import type { DiagramTable } from './diagram-graph.ts';

export const HOPS = [1, 2, 3] as const;

interface ScopeFieldsProps {
  /** The tables that the picture has: one of them may be put into its middle. */
  tables: readonly DiagramTable[];
  schema: string;
  /** Name of the table in the middle; empty for the whole schema. */
  table: string;
  hops: (typeof HOPS)[number];
  onChange(patch: { schema?: string; table?: string; hops?: (typeof HOPS)[number] }): void;
}

/** What the picture is of: a schema, or a table with what is near it. */
export function ScopeFields(props: ScopeFieldsProps): JSX.Element {
  const names = () => {
    const shown = props.tables.filter(({ schema }) => schema === props.schema).map(({ name }) => name);
    return (props.table && !shown.includes(props.table) ? [...shown, props.table] : shown).toSorted();
  };
  const chooseHops = (raw: string) => props.onChange({ hops: HOPS.find((hops) => String(hops) === raw) ?? 1 });
  return (
    <>
      <Select
        aria-label="Around table"
        class="max-w-full"
        onChange={(event) => props.onChange({ schema: props.schema, table: event.currentTarget.value, hops: 1 })}
      >
        <option value="" selected={props.table === ''}>
          Whole schema
        </option>
        <For each={names()}>
          {(name) => (
            <option value={name} selected={name === props.table}>
              Around {name}
            </option>
          )}
        </For>
      </Select>
      <Show when={props.table}>
        <Select aria-label="Distance" onChange={(event) => chooseHops(event.currentTarget.value)}>
          <For each={HOPS}>
            {(hops) => (
              <option value={hops} selected={hops === props.hops}>
                {hops === 1 ? '1 key away' : `${hops} keys away`}
              </option>
            )}
          </For>
        </Select>
      </Show>
    </>
  );
}
