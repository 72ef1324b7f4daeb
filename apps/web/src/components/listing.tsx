import { createEffect, type JSX, Match, type ParentProps, Show, Switch } from 'solid-js';
import { toFailure } from '../lib/app-error.ts';
import { localized } from '../lib/locale.ts';
import { PAGE_SIZES } from '../lib/page-sizes.ts';
import { listing } from '../locales/en.ts?listing';
import { FailurePanel } from './failure-panel.tsx';
import { Pagination } from './ui/pagination.tsx';

const t = localized('listing', listing);

interface ListQuery {
  readonly data: { total: number } | undefined;
  readonly error: unknown;
  readonly isError: boolean;
  readonly isFetching: boolean;
  readonly isPlaceholderData: boolean;
  refetch(): unknown;
}

interface ListingProps {
  /** How many there are: "57 users". */
  counted(total: number): string;
  /** Why there is nothing to be seen where they could not be loaded. */
  failed: string;
  query: ListQuery;
  /** Said, and offered, where there is nothing. */
  empty: JSX.Element;
  paging?: { page: number; pageSize: (typeof PAGE_SIZES)[number] };
  onPaging?(patch: { page?: number; pageSize?: (typeof PAGE_SIZES)[number] }, options?: { replace: boolean }): void;
}

/** A list in each of its states: failed, empty, or the rows themselves with their pages below. */
export function Listing(props: ParentProps<ListingProps>) {
  const total = () => props.query.data?.total;
  const turn = (page: number) => {
    props.onPaging?.({ page });
    window.scrollTo({ top: 0 });
  };
  createEffect(() => {
    const { paging } = props;
    const known = total();
    if (!paging || !known || props.query.isPlaceholderData) return;
    // The last row of the last page is gone: show the page that is last now.
    const last = Math.ceil(known / paging.pageSize);
    if (paging.page > last) props.onPaging?.({ page: last }, { replace: true });
  });
  return (
    <div class="mt-4">
      <p class="sr-only" role="status">
        {props.query.isFetching && props.query.isPlaceholderData ? t().loading : props.counted(total() ?? 0)}
      </p>
      <Switch
        fallback={
          <>
            {props.children}
            <Show when={props.paging}>
              {(paging) => (
                <Pagination
                  page={paging().page}
                  pageSize={paging().pageSize}
                  pageSizes={PAGE_SIZES}
                  total={total()}
                  onPage={turn}
                  onPageSize={(pageSize) => props.onPaging?.({ pageSize, page: 1 })}
                />
              )}
            </Show>
          </>
        }
      >
        <Match when={props.query.isError && !props.query.data}>
          <FailurePanel
            title={props.failed}
            failure={toFailure(props.query.error)}
            onRetry={() => void props.query.refetch()}
          />
        </Match>
        <Match when={total() === 0}>{props.empty}</Match>
      </Switch>
    </div>
  );
}
