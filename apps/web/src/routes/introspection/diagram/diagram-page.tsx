import type { SchemaItem } from '@portolan/contract';
import { useParams } from '@solidjs/router';
import { keepPreviousData, useQueryClient } from '@tanstack/solid-query';
import { createMemo, createSignal, Match, Switch } from 'solid-js';
import { unwrap } from 'solid-js/store';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { useSearchState } from '../../../lib/use-search-state.ts';
import { useRefreshOfPage } from '../frame/refresh-context.ts';
import { introspectionQueries } from '../queries.ts';
import { t as common } from '../texts.ts';
import { diagramParams } from './diagram-state.ts';
import { DiagramView } from './diagram-view.tsx';
import { t } from './texts.ts';
import { type Scope, ScopeFields } from './toolbar/diagram-toolbar.tsx';
import type { TableName } from './toolbar/table-combobox.tsx';

/** Tables and what links them, of a schema or around one table, drawn from the latest snapshot. */
export default function DiagramPage() {
  const params = useParams<{ id: string }>();
  const refresh = useRefreshOfPage();
  const [state, patch] = useSearchState(diagramParams);
  const schemas = useLiveQuery(() => introspectionQueries.schemas(params.id));
  const schema = createMemo(() => {
    const scope = schemas.data?.snapshot?.scope;
    const isKnown = ({ name, isSystem }: SchemaItem) =>
      !isSystem && (!scope?.include || scope.include.includes(name)) && !scope?.exclude.includes(name);
    const own = schemas.data?.items.filter(isKnown) ?? [];
    return state().schema || (own.find(({ isDefault }) => isDefault) ?? own[0])?.name || '';
  });
  const whole = createMemo(() => ({ ...state(), schema: schema() }));
  const isWhole = () => state().schemas === 'all' && !state().table;
  const diagram = useLiveQuery(() => ({
    ...introspectionQueries.diagram({
      id: params.id,
      ...(!isWhole() && { schema: schema() }),
      ...(state().table && { table: state().table, hops: state().hops }),
    }),
    enabled: Boolean(schemas.data?.snapshot) && schema() !== '',
    placeholderData: keepPreviousData,
  }));
  // Names of all tables there are: fetched once somebody is about to look for one. Until then, those of the picture.
  const client = useQueryClient();
  const [names, setNames] = createSignal<TableName[]>();
  const look = async () => {
    const { schemas: known } = await client.fetchQuery(introspectionQueries.outline(params.id));
    const own = known.filter(({ isSystem }) => !isSystem);
    setNames(own.flatMap((one) => one.tables.filter(isTable).map(({ name }) => ({ schema: one.name, name }))));
  };
  const tables = () => names() ?? diagram.data?.tables ?? [];
  const failed = () => [schemas, diagram].find((query) => query.isError && !query.data);
  const title = () => (isWhole() ? t().wholeTitle : [schema(), state().table].filter(Boolean).join('.'));
  const show = ({ schema: name, table, hops }: Scope) =>
    patch({ schema: name ?? '', schemas: name === null ? 'all' : 'one', table, hops, at: '', zoom: '', view: '' });
  return (
    <section aria-label={t().label} class="flex min-h-0 flex-1 flex-col gap-3">
      <Switch fallback={<div class="skeleton h-40" role="status" aria-label={common().loading} />}>
        <Match when={failed()}>
          {(query) => (
            <FailurePanel
              title={t().notLoaded}
              failure={toFailure(query().error)}
              onRetry={() => void query().refetch()}
            />
          )}
        </Match>
        <Match when={schemas.data && schemas.data.snapshot === null}>
          <EmptyState title={t().noSnapshot} text={t().noSnapshotText}>
            <Button variant="primary" busy={refresh.isRunning()} onClick={() => void refresh.run()}>
              {common().refreshNow}
            </Button>
          </EmptyState>
        </Match>
        <Match when={schemas.data && (schema() === '' || diagram.data?.total === 0)}>
          <EmptyState title={t().nothing} text={state().table ? t().noTable(title()) : t().noTables}>
            <Button onClick={() => patch({ schema: '', schemas: 'one', table: '', at: '', view: '' })}>
              {t().showDefault}
            </Button>
          </EmptyState>
        </Match>
        <Match when={diagram.data}>
          {(data) => (
            <DiagramView
              connectionId={params.id}
              title={title()}
              diagram={unwrap(data())}
              state={whole()}
              patch={patch}
              scope={
                <ScopeFields
                  schemas={schemas.data?.items ?? []}
                  tables={tables()}
                  scope={{ schema: isWhole() ? null : schema(), table: state().table, hops: state().hops }}
                  onOpen={() => void look().catch(() => undefined)}
                  onChange={show}
                />
              }
            />
          )}
        </Match>
      </Switch>
    </section>
  );
}

const isTable = ({ type }: { type: 'table' | 'view' }) => type === 'table';
