import type { SchemaItem } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { Select } from '../../components/ui/select.tsx';
import { t } from './texts.ts';

interface SchemaSelectProps {
  schemas: readonly SchemaItem[];
  value: string;
  /** Words for no schema in particular; without them one must be chosen. */
  all?: string;
  onChange(schema: string): void;
}

/** One of the schemas that are not the system's own; one that a link names is offered whatever it is. */
export function SchemaSelect(props: SchemaSelectProps) {
  const names = () => {
    const own = props.schemas.filter(({ isSystem }) => !isSystem).map(({ name }) => name);
    return props.value && !own.includes(props.value) ? [...own, props.value] : own;
  };
  return (
    <Select aria-label={t().schema} class="max-w-full" onChange={(event) => props.onChange(event.currentTarget.value)}>
      <Show when={props.all}>
        <option value="" selected={props.value === ''}>
          {props.all}
        </option>
      </Show>
      <For each={names()}>
        {(name) => (
          <option value={name} selected={name === props.value}>
            {name}
          </option>
        )}
      </For>
    </Select>
  );
}
