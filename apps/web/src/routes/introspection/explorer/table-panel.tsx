import type { FieldList } from '@portolan/contract';
import { A } from '@solidjs/router';
import { Match, Show, Switch } from 'solid-js';
import DiagramIcon from '~icons/lucide/workflow';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { diagramHref } from '../links.ts';
import { introspectionQueries } from '../queries.ts';
import { t as common } from '../texts.ts';
import { ColumnTable } from './column-table.tsx';
import { CheckList, ExclusionList, ForeignKeyList, IndexList, KeyList, NameList } from './key-lists.tsx';
import { MissingTable } from './missing-table.tsx';
import { ReferencedBy } from './referenced-by.tsx';
import { TableFacts } from './table-facts.tsx';
import { TableStatements } from './table-statements.tsx';
import { t } from './texts.ts';

interface TablePanelProps {
  connectionId: string;
  schema: string;
  table: string;
  /** The column that a link led to; empty for none. */
  column: string;
  /** What is shown is read from one, not from the database itself. */
  hasSnapshot: boolean;
}

/** Everything about one table: columns, keys, constraints, indexes and how large it is. */
export function TablePanel(props: TablePanelProps) {
  const fields = useLiveQuery(() =>
    introspectionQueries.fields({
      id: props.connectionId,
      table: props.table,
      ...(props.schema && { schema: props.schema }),
    }),
  );
  const missing = () => {
    const code = fields.isError && !fields.data ? toFailure(fields.error).code : null;
    return code === 'NOT_FOUND' || code === 'OUTSIDE_SNAPSHOT' ? code : null;
  };
  return (
    <article class="p-4" aria-label={`${props.schema}.${props.table}`}>
      <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 class="min-w-0 flex-1 basis-48 wrap-anywhere font-mono text-sm">
          <span class="text-fg-3">{props.schema}.</span>
          <span class="font-semibold">{props.table}</span>
        </h2>
        <Show when={fields.data?.snapshot}>
          <TableStatements connectionId={props.connectionId} schema={props.schema} table={props.table} />
        </Show>
        <A
          href={diagramHref(props.connectionId, { schema: props.schema, table: props.table })}
          class="inline-flex h-7 items-center gap-1.5 rounded-md px-2.5 font-medium text-fg-2 text-xs hover:bg-idle-soft hover:text-fg max-md:h-9"
        >
          <DiagramIcon class="size-3.5" aria-hidden="true" />
          {t().diagram}
        </A>
      </div>
      <Switch fallback={<Skeleton />}>
        <Match when={props.hasSnapshot && missing()}>
          {(code) => <MissingTable name={`${props.schema}.${props.table}`} outside={code() === 'OUTSIDE_SNAPSHOT'} />}
        </Match>
        <Match when={fields.isError && !fields.data}>
          <FailurePanel
            class="mt-3"
            title={t().columnsNotLoaded}
            failure={toFailure(fields.error)}
            onRetry={() => void fields.refetch()}
          />
        </Match>
        <Match when={fields.data}>
          {(list) => (
            <>
              <Details connectionId={props.connectionId} list={list()} column={props.column} />
              <Show when={list().snapshot}>
                <ReferencedBy connectionId={props.connectionId} schema={props.schema} table={props.table} />
              </Show>
              <IndexList indexes={list().indexes} />
              <NameList title={t().triggers} names={list().triggers} />
              <NameList title={t().policies} names={list().policies} />
            </>
          )}
        </Match>
      </Switch>
    </article>
  );
}

function Details(props: { connectionId: string; list: FieldList; column: string }) {
  const counted = () => {
    const { items, primaryKey } = props.list;
    if (!primaryKey) return t().columnCount(items.length);
    return t().columnCountWithKey(items.length, primaryKey.columns.join(', '));
  };
  return (
    <>
      <TableFacts list={props.list} />
      <p class="text-fg-3">{counted()}</p>
      <ColumnTable connectionId={props.connectionId} fields={props.list.items} marked={props.column} />
      <KeyList title={t().primaryKey} keys={props.list.primaryKey ? [props.list.primaryKey] : []} />
      <ForeignKeyList connectionId={props.connectionId} keys={props.list.foreignKeys} />
      <KeyList title={t().uniques} keys={props.list.uniques} />
      <CheckList checks={props.list.checks} />
      <ExclusionList exclusions={props.list.exclusions} />
    </>
  );
}

function Skeleton() {
  return (
    <div class="mt-3 flex flex-col gap-2" role="status" aria-label={common().loading}>
      <div class="skeleton h-8" />
      <div class="skeleton h-8" />
      <div class="skeleton h-8" />
    </div>
  );
}
