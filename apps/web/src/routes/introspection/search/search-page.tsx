import type { ColumnHit } from '@portolan/contract';
import { A } from '@solidjs/router';
import { keepPreviousData } from '@tanstack/solid-query';
import { Show } from 'solid-js';
import { Readable } from '../../../components/access/readable.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { KindMark } from '../../../components/kind-mark.tsx';
import { Listing } from '../../../components/listing.tsx';
import { Marked } from '../../../components/marked.tsx';
import { PageBody, PageHead } from '../../../components/page-head.tsx';
import { type Column, RecordList } from '../../../components/record-list.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { PAGE_SIZES } from '../../../lib/page-sizes.ts';
import { usePageTitle } from '../../../lib/page-title.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { pageParam, sizeParam, textParam } from '../../../lib/search-params.ts';
import { useCan } from '../../../lib/session.tsx';
import { useSearchState } from '../../../lib/use-search-state.ts';
import { connectionHref, tableHref } from '../links.ts';
import { introspectionQueries } from '../queries.ts';
import { t } from './texts.ts';

const searchParams = { q: textParam(200), page: pageParam(), pageSize: sizeParam(PAGE_SIZES, 20) };

/** Where in all databases of the tenant is there such a column? */
export default function SearchPage() {
  usePageTitle(() => t().title);
  const can = useCan();
  const [state, patch] = useSearchState(searchParams);
  const wanted = () => state().q.trim();
  const hits = useLiveQuery(() => ({
    ...introspectionQueries.search({ query: wanted(), page: state().page, limit: state().pageSize }),
    placeholderData: keepPreviousData,
    enabled: wanted() !== '' && can('connections:introspect'),
  }));
  const columns = (): Column<ColumnHit>[] => [
    { label: t().heads.column, bare: true, cell: (hit) => <ColumnCell hit={hit} part={wanted()} /> },
    {
      label: t().heads.type,
      class: 'w-48',
      cell: (hit) => <span class="wrap-anywhere font-mono text-xs">{hit.nativeType}</span>,
    },
    {
      label: t().heads.table,
      cell: (hit) => (
        <span class="wrap-anywhere font-mono text-xs">
          <span class="text-fg-3">{hit.schema}.</span>
          <Marked text={hit.table} part={wanted()} />
        </span>
      ),
    },
    { label: t().heads.connection, class: 'w-48', cell: (hit) => <ConnectionCell hit={hit} /> },
  ];
  return (
    <PageBody>
      <PageHead title={t().title} text={t().text} />
      <Readable permission="connections:introspect" refusal={t().refusal}>
        <div class="mt-4">
          <SearchField
            label={t().title}
            placeholder={t().hint}
            class="md:w-96"
            value={state().q}
            onSearch={(q) => q !== state().q && patch({ q, page: 1 }, { replace: state().q !== '' })}
          />
        </div>
        <Show when={wanted()} fallback={<p class="mt-4 text-fg-3">{t().start}</p>}>
          <Listing
            counted={t().counted}
            failed={t().failed}
            query={hits}
            paging={state()}
            onPaging={patch}
            empty={<EmptyState title={t().noMatch} text={t().noMatchText} />}
          >
            <RecordList
              label={t().columns}
              columns={columns()}
              rows={hits.data?.items}
              stale={hits.isPlaceholderData}
            />
          </Listing>
        </Show>
      </Readable>
    </PageBody>
  );
}

function ColumnCell(props: { hit: ColumnHit; part: string }) {
  return (
    <div class="min-w-0">
      <A
        href={tableHref(props.hit.connectionId, props.hit)}
        class="inline-flex min-h-6 min-w-6 max-w-full items-center wrap-anywhere font-medium font-mono text-accent-fg text-xs hover:underline"
      >
        <span class="min-w-0 wrap-anywhere">
          <Marked text={props.hit.column} part={props.part} />
        </span>
      </A>
      <Show when={props.hit.comment}>
        {(comment) => (
          <p class="truncate text-fg-3 text-xs" title={comment()}>
            <Marked text={comment()} part={props.part} />
          </p>
        )}
      </Show>
    </div>
  );
}

function ConnectionCell(props: { hit: ColumnHit }) {
  return (
    <span class="flex min-w-0 items-center gap-2">
      <KindMark kind={props.hit.dbType} />
      <A
        href={connectionHref(props.hit.connectionId)}
        class="flex min-h-6 min-w-0 items-center hover:underline"
        title={props.hit.connectionName}
      >
        <span class="truncate">{props.hit.connectionName}</span>
      </A>
    </span>
  );
}
