import { CONNECTION_KINDS, CONNECTION_STATUSES, type ConnectionFacets, KIND_LABELS } from '@portolan/contract';
import { createEffect, createSignal, For, type ParentProps, Show, Suspense } from 'solid-js';
import FilterIcon from '~icons/lucide/sliders-horizontal';
import { ClearFilters } from '../../components/clear-filters.tsx';
import { later, laterBeside } from '../../components/later.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Select } from '../../components/ui/select.tsx';
import { cx } from '../../lib/cx.ts';
import { wholeNumber } from '../../lib/format.ts';
import { isNarrow } from '../../lib/media.ts';
import { useCan } from '../../lib/session.tsx';
import { whenIdle } from '../../lib/when-idle.ts';
import { isFiltered, type ListPatch, type ListState } from './list-params.ts';
import { statusLabel } from './status.ts';
import { t } from './texts.ts';

const SortSelect = later(() => import('./sort-select.tsx'));
const OrderFilters = later(() => import('./order/order-filters.tsx'));
const HealthFilter = laterBeside(() => import('./health/health-filter.tsx'));
const TagFilters = later(async () => ({ default: (await import('./order/order-filters.tsx')).TagFilters }));

const FILTERS = ['all', ...CONNECTION_STATUSES, 'deleted'] as const;
type Filter = (typeof FILTERS)[number];
const labelOf = (filter: Filter) => (filter === 'all' || filter === 'deleted' ? t()[filter] : statusLabel(filter));

interface ConnectionFiltersProps {
  state: ListState;
  facets: ConnectionFacets | undefined;
  /** What there is to choose from in the list that is shown: that of the deleted ones has its own. */
  choices: ConnectionFacets | undefined;
  onChange: ListPatch;
  onClear(): void;
}

const pill =
  'inline-flex h-8 shrink-0 items-center gap-1.5 rounded-full border px-3 font-medium max-md:h-10 max-md:px-2';
const pillLook = (isOn: boolean) =>
  isOn ? 'border-accent bg-accent-soft text-accent-fg' : 'border-line text-fg-2 hover:bg-idle-soft';

export function ConnectionFilters(props: ParentProps<ConnectionFiltersProps>) {
  const can = useCan();
  const [isOpen, setOpen] = createSignal(false);
  // Nobody else may list them; who follows a link to them sees which filter is on.
  const statuses = () =>
    can('connections:delete') || props.state.status === 'deleted'
      ? FILTERS
      : FILTERS.filter((one) => one !== 'deleted');
  const countOf = (status: Filter) => {
    const counts = props.facets?.status;
    if (!counts) return '–';
    if (status === 'all') return wholeNumber(counts.reduce((sum, { count }) => sum + count, 0));
    return wholeNumber(counts.find(({ value }) => value === status)?.count ?? 0);
  };
  // After the rows: they are what people wait for.
  const [isSettled, setSettled] = createSignal(false);
  createEffect(() => props.facets && whenIdle(() => setSettled(true)));
  let input!: HTMLInputElement;
  const clear = () => {
    props.onClear();
    input.value = '';
    input.focus();
  };
  const isSealed = () => props.state.credentialState === 'sealed';

  return (
    <div class="mt-4 flex flex-wrap items-center gap-2">
      <div class="flex w-full min-w-0 items-center gap-2 max-md:contents">
        <SearchField
          class="md:max-w-72 md:min-w-36 md:flex-[1_0_10rem]"
          ref={(element) => {
            input = element;
          }}
          label={t().search}
          placeholder={t().searchHint}
          value={props.state.search}
          onSearch={(search) => props.onChange({ search, page: 1 }, { replace: true })}
        />
        <Show when={isNarrow()}>
          <Button aria-expanded={isOpen()} onClick={() => setOpen(!isOpen())}>
            <FilterIcon class="size-3.5" aria-hidden="true" />
            {t().filters}
          </Button>
          <Suspense fallback={<div class="h-10 min-w-36 flex-1" />}>
            <SortSelect order={props.state} onSort={(order) => props.onChange({ ...order, page: 1 })} />
          </Suspense>
        </Show>
        <Show when={!isNarrow() || isOpen()}>
          <Select
            aria-label={t().type}
            class="max-md:w-full md:shrink-0"
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              props.onChange({ dbType: CONNECTION_KINDS.find((kind) => kind === chosen), page: 1 });
            }}
          >
            <option value="" selected={!props.state.dbType}>
              {t().allTypes}
            </option>
            <For each={CONNECTION_KINDS}>
              {(kind) => (
                <option value={kind} selected={props.state.dbType === kind}>
                  {KIND_LABELS[kind]}
                </option>
              )}
            </For>
          </Select>
          <Suspense>
            <OrderFilters state={props.state} facets={props.choices} onChange={props.onChange} />
          </Suspense>
        </Show>
        {props.children}
      </div>
      <fieldset class="-m-1 flex min-w-0 gap-1 overflow-x-auto p-1 max-md:w-[calc(100%+0.5rem)] md:flex-wrap">
        <legend class="sr-only">{t().status}</legend>
        <For each={statuses()}>
          {(status) => {
            const pressed = () => (props.state.status ?? 'all') === status;
            return (
              <button
                type="button"
                aria-pressed={pressed()}
                onClick={() => props.onChange({ status: status === 'all' ? undefined : status, page: 1 })}
                class={cx(pill, pillLook(pressed()))}
              >
                {labelOf(status)}
                <Show when={status !== 'deleted'}>
                  <span class="min-w-4 text-xs tabular-nums">{countOf(status)}</span>
                </Show>
              </button>
            );
          }}
        </For>
      </fieldset>
      <Show when={!isNarrow() || isOpen() || isSealed()}>
        <button
          type="button"
          aria-pressed={isSealed()}
          title={t().sealedHint}
          onClick={() => props.onChange({ credentialState: isSealed() ? undefined : 'sealed', page: 1 })}
          class={cx(pill, pillLook(isSealed()))}
        >
          {t().sealed}
        </button>
      </Show>
      <Show when={!isNarrow() || isOpen() || props.state.health}>
        <div class="h-8 min-w-36 max-md:h-10 max-md:w-full">
          <Suspense>
            <Show when={isSettled()}>
              <HealthFilter health={props.state.health} onChange={props.onChange} />
            </Show>
          </Suspense>
        </div>
      </Show>
      <Suspense>
        <TagFilters state={props.state} onChange={props.onChange} />
      </Suspense>
      <ClearFilters isFiltered={isFiltered(props.state)} label={t().clear} spoken={t().clearFilters} onClear={clear} />
    </div>
  );
}
