import { HOPS_MAX, type SchemaItem } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { Select } from '../../../../components/ui/select.tsx';
import { SchemaSelect } from '../../schema-select.tsx';
import { t } from '../texts.ts';
import { TableCombobox, type TableName } from './table-combobox.tsx';

export const HOPS = Array.from({ length: HOPS_MAX }, (_, index) => index + 1);

export interface Scope {
  /** Null for all schemas. */
  schema: string | null;
  table: string;
  hops: number;
}

interface ScopeFieldsProps {
  schemas: readonly SchemaItem[];
  tables: readonly TableName[];
  scope: Scope;
  onOpen(): void;
  onChange(scope: Scope): void;
}

/** What the picture is of: one schema or all, or a table with what is near it. */
export function ScopeFields(props: ScopeFieldsProps) {
  const chosen = () => {
    const { schema, table } = props.scope;
    return schema !== null && table ? { schema, name: table } : null;
  };
  const choose = (table: TableName | null) => {
    const { schema, hops } = props.scope;
    props.onChange(table ? { schema: table.schema, table: table.name, hops } : { schema, table: '', hops });
  };
  return (
    <>
      <SchemaSelect
        schemas={props.schemas}
        value={props.scope.schema ?? ''}
        all={t().allSchemas}
        onChange={(name) => props.onChange({ schema: name || null, table: '', hops: 1 })}
      />
      <TableCombobox tables={props.tables} chosen={chosen()} onOpen={() => props.onOpen()} onChoose={choose} />
      <Show when={props.scope.table}>
        <Select
          aria-label={t().distance}
          onChange={(event) => props.onChange({ ...props.scope, hops: Number(event.currentTarget.value) })}
        >
          <For each={HOPS}>
            {(hops) => (
              <option value={hops} selected={hops === props.scope.hops}>
                {t().keysAway(hops)}
              </option>
            )}
          </For>
        </Select>
      </Show>
    </>
  );
}
