import { useParams } from '@solidjs/router';
import { keepPreviousData } from '@tanstack/solid-query';
import { Match, Switch } from 'solid-js';
import { unwrap } from 'solid-js/store';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { choiceParam, sizeParam, textParam } from '../../../lib/search-params.ts';
import { useSearchState } from '../../../lib/use-search-state.ts';
import { useRefreshOfPage } from '../frame/refresh-context.ts';
import { introspectionQueries } from '../queries.ts';
import { SchemaSelect } from '../schema-select.tsx';
import { HOPS, ScopeFields } from './diagram-toolbar.tsx';
import { DiagramView, FORMS } from './diagram-view.tsx';

const diagramParams = {
  schema: textParam(255),
  table: textParam(255),
  hops: sizeParam(HOPS, 1),
  as: choiceParam(FORMS, 'picture'),
};

/** Tables and what links them, of a schema or around one table, drawn from the latest snapshot. */
export default function DiagramPage() {
  const params = useParams<{ id: string }>();
  const refresh = useRefreshOfPage();
  const [state, patch] = useSearchState(diagramParams);
  const schemas = useLiveQuery(() => introspectionQueries.schemas(params.id));
  const schema = () => {
    const own = schemas.data?.items.filter(({ isSystem }) => !isSystem) ?? [];
    return state().schema || (own.find(({ isDefault }) => isDefault) ?? own[0])?.name || '';
  };
  const diagram = useLiveQuery(() => ({
    ...introspectionQueries.diagram({
      id: params.id,
      schema: schema(),
      ...(state().table && { table: state().table, hops: state().hops }),
    }),
    enabled: Boolean(schemas.data?.snapshot) && schema() !== '',
    placeholderData: keepPreviousData,
  }));
  const failed = () => [schemas, diagram].find((query) => query.isError && !query.data);
  const title = () => [schema(), state().table].filter(Boolean).join('.');
  return (
    <section aria-label="Diagram" class="flex min-h-0 flex-1 flex-col gap-3">
      <Switch fallback={<div class="skeleton h-40" role="status" aria-label="Loading" />}>
        <Match when={failed()}>
          {(query) => (
            <FailurePanel
              title="The diagram could not be loaded"
              failure={toFailure(query().error)}
              onRetry={() => void query().refetch()}
            />
          )}
        </Match>
        <Match when={schemas.data && schemas.data.snapshot === null}>
          <EmptyState
            title="A diagram needs a snapshot"
            text="It is drawn from a reading of the whole database. Refresh to take the first one."
          >
            <Button variant="primary" busy={refresh.isRunning()} onClick={() => void refresh.run()}>
              Refresh now
            </Button>
          </EmptyState>
        </Match>
        <Match when={schemas.data && (schema() === '' || diagram.data?.total === 0)}>
          <EmptyState
            title="There is nothing to draw"
            text={state().table ? `The snapshot has no table ${title()}.` : 'There is no table in this schema.'}
          >
            <Button onClick={() => patch({ schema: '', table: '' })}>Show the default schema</Button>
          </EmptyState>
        </Match>
        <Match when={diagram.data}>
          {(data) => (
            <DiagramView
              connectionId={params.id}
              title={title()}
              diagram={unwrap(data())}
              form={state().as}
              onForm={(as) => patch({ as })}
              scope={(graph) => (
                <>
                  <SchemaSelect
                    schemas={schemas.data?.items ?? []}
                    value={schema()}
                    onChange={(name) => patch({ schema: name, table: '', hops: 1 })}
                  />
                  <ScopeFields
                    tables={graph.tables}
                    schema={schema()}
                    table={state().table}
                    hops={state().hops}
                    onChange={patch}
                  />
                </>
              )}
            />
          )}
        </Match>
      </Switch>
    </section>
  );
}
