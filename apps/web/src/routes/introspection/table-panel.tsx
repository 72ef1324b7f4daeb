import type { FieldList } from '@portolan/contract';
import { Match, Show, Switch } from 'solid-js';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { ColumnTable } from './column-table.tsx';
import { ForeignKeyList, IndexList } from './key-lists.tsx';
import { introspectionQueries } from './queries.ts';

interface TablePanelProps {
  connectionId: string;
  schema: string;
  table: string;
  onSelect(schema: string, table: string): void;
}

/** Everything about one table: columns, foreign keys, indexes. */
export function TablePanel(props: TablePanelProps) {
  const fields = useLiveQuery(() =>
    introspectionQueries.fields({ id: props.connectionId, schema: props.schema, table: props.table }),
  );
  return (
    <div class="p-4">
      <h2 class="break-all font-mono text-sm">
        <span class="text-fg-3">{props.schema}.</span>
        <span class="font-semibold">{props.table}</span>
      </h2>
      <Switch fallback={<Skeleton />}>
        <Match when={fields.isError && !fields.data}>
          <FailurePanel
            class="mt-3"
            title="The columns could not be loaded"
            failure={toFailure(fields.error)}
            onRetry={() => void fields.refetch()}
          />
        </Match>
        <Match when={fields.data}>{(list) => <Details list={list()} onSelect={props.onSelect} />}</Match>
      </Switch>
    </div>
  );
}

function Details(props: { list: FieldList; onSelect(schema: string, table: string): void }) {
  return (
    <>
      <p class="text-fg-3">
        {count(props.list.items.length, 'column')}
        <Show when={props.list.primaryKey}>{(key) => <>, primary key ({key().columns.join(', ')})</>}</Show>
      </p>
      <ColumnTable fields={props.list.items} onSelect={props.onSelect} />
      <ForeignKeyList keys={props.list.foreignKeys} onSelect={props.onSelect} />
      <IndexList indexes={props.list.indexes} />
    </>
  );
}

function Skeleton() {
  return (
    <div class="mt-3 flex flex-col gap-2" role="status" aria-label="Loading">
      <div class="skeleton h-8" />
      <div class="skeleton h-8" />
      <div class="skeleton h-8" />
    </div>
  );
}

const count = (value: number, noun: string) => `${value} ${noun}${value === 1 ? '' : 's'}`;
