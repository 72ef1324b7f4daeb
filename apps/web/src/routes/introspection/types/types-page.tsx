import { DRIVERS_OF_KIND, TYPE_DRIVERS, TYPE_TARGETS, type TypeDriver, type TypeTarget } from '@portolan/contract';
import { useParams } from '@solidjs/router';
import { createMemo, For, Match, Show, Switch } from 'solid-js';
import DownloadIcon from '~icons/lucide/download';
import { CopyButton } from '../../../components/copy-button.tsx';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { FilterPills } from '../../../components/filter-pills.tsx';
import { SourceText } from '../../../components/source-text.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { Select } from '../../../components/ui/select.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { choiceParam, textParam } from '../../../lib/search-params.ts';
import { useSearchState } from '../../../lib/use-search-state.ts';
import { useConnectionOfPage } from '../frame/connection-context.ts';
import { introspectionQueries } from '../queries.ts';
import { SchemaSelect } from '../schema-select.tsx';
import { t as common } from '../texts.ts';
import { hiddenText, previewOf } from './preview.ts';
import { t } from './texts.ts';

const LABELS: Record<TypeTarget, string> = { typescript: 'TypeScript', kysely: 'Kysely', zod: 'Zod' };
/** Clients by the names of their packages. */
const CLIENTS: Record<TypeDriver, string> = {
  pg: 'pg',
  postgres: 'postgres.js',
  bun: 'Bun.sql',
  mysql2: 'mysql2',
  mariadb: 'mariadb',
  mssql: 'mssql',
  databricks: '@databricks/sql',
  snowflake: 'snowflake-sdk',
};
const typesParams = {
  target: choiceParam(TYPE_TARGETS, 'typescript'),
  schema: textParam(255),
  driver: choiceParam(TYPE_DRIVERS),
};

/** The tables of the connection as source text, to be taken along. */
export default function TypesPage() {
  const params = useParams<{ id: string }>();
  const [state, patch] = useSearchState(typesParams);
  const schemas = useLiveQuery(() => introspectionQueries.schemas(params.id));
  const connection = useConnectionOfPage();
  const drivers = (): readonly TypeDriver[] => DRIVERS_OF_KIND[connection().dbType];
  // A link may name the client of another kind of database.
  const driver = () => drivers().find((one) => one === state().driver);
  const types = useLiveQuery(() =>
    introspectionQueries.types({
      connectionId: params.id,
      target: state().target,
      ...(state().schema && { schema: state().schema }),
      ...(driver() && { driver: driver() }),
    }),
  );
  const preview = createMemo(() => previewOf(types.data?.code ?? ''));
  const fileName = () => [
    state().schema || 'database',
    state().target === 'typescript' ? 'types' : state().target,
    'ts',
  ];
  return (
    <section aria-label={t().label} class="flex min-h-0 flex-1 flex-col gap-3">
      <div class="flex flex-wrap items-center gap-2">
        <FilterPills
          legend={t().target}
          options={TYPE_TARGETS.map((value) => ({ value, label: LABELS[value] }))}
          value={state().target}
          onChange={(target) => target && patch({ target })}
        />
        <SchemaSelect
          schemas={schemas.data?.items ?? []}
          value={state().schema}
          all={t().allSchemas}
          onChange={(schema) => patch({ schema })}
        />
        <Show when={drivers().length > 1}>
          <Select
            aria-label={t().client}
            title={t().clientHint}
            class="max-w-full"
            onChange={(event) =>
              patch({ driver: drivers().find((one, at) => at > 0 && one === event.currentTarget.value) })
            }
          >
            <For each={drivers()}>
              {(one) => (
                <option value={one} selected={one === (driver() ?? drivers()[0])}>
                  {CLIENTS[one]}
                </option>
              )}
            </For>
          </Select>
        </Show>
        <Show when={types.data}>
          {(data) => (
            <div class="ml-auto flex flex-wrap gap-2">
              <CopyButton text={data().code} label={t().copy} />
              <Button onClick={() => saveFile(new Blob([data().code], { type: 'text/plain' }), fileName().join('.'))}>
                <DownloadIcon class="size-3.5" aria-hidden="true" />
                {t().download}
              </Button>
            </div>
          )}
        </Show>
      </div>
      <Switch fallback={<div class="skeleton h-40" role="status" aria-label={common().loading} />}>
        <Match when={types.isError && !types.data}>
          <FailurePanel title={t().notMade} failure={toFailure(types.error)} onRetry={() => void types.refetch()} />
        </Match>
        <Match when={types.data}>
          <section
            class="min-h-0 flex-1 overflow-auto rounded-lg border border-line bg-surface p-3"
            tabindex="0"
            aria-label={t().source}
          >
            <SourceText code={preview().text} language="typescript" />
          </section>
          <Show when={preview().hidden > 0}>
            <p class="text-fg-3 text-xs">{hiddenText(preview().hidden)}</p>
          </Show>
        </Match>
      </Switch>
    </section>
  );
}
