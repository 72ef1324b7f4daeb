import { CONNECTION_KINDS, CONNECTION_STATUSES, type ConnectionCounts, KIND_LABELS } from '@portolan/contract';
import { For, type ParentProps, Show } from 'solid-js';
import ClearIcon from '~icons/lucide/x';
import { SearchField } from '../../components/search-field.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Select } from '../../components/ui/select.tsx';
import { cx } from '../../lib/cx.ts';
import { isNarrow } from '../../lib/media.ts';
import { useCan } from '../../lib/session.tsx';
import { isFiltered, type ListState } from './list-params.ts';
import { SortSelect } from './sort-select.tsx';
import { STATUS_LABELS } from './status.ts';

const FILTERS = ['all', ...CONNECTION_STATUSES, 'deleted'] as const;
const LABELS = { all: 'All', ...STATUS_LABELS, deleted: 'Deleted' };

interface ConnectionFiltersProps {
  state: ListState;
  counts: ConnectionCounts | undefined;
  onChange(patch: Partial<ListState>, options?: { replace: boolean }): void;
  onClear(): void;
}

export function ConnectionFilters(props: ParentProps<ConnectionFiltersProps>) {
  const can = useCan();
  // Nobody else may list them; who follows a link to them sees which filter is on.
  const statuses = () =>
    can('connections:delete') || props.state.status === 'deleted'
      ? FILTERS
      : FILTERS.filter((one) => one !== 'deleted');
  let input!: HTMLInputElement;
  const clear = () => {
    props.onClear();
    input.value = '';
    input.focus();
  };

  return (
    <div class="mt-4 flex flex-wrap items-center gap-2">
      <SearchField
        ref={(element) => {
          input = element;
        }}
        label="Search connections"
        placeholder="Search name, host, user, tag…"
        value={props.state.search}
        onSearch={(search) => props.onChange({ search, page: 1 }, { replace: true })}
      />
      <Select
        aria-label="Database type"
        class="max-md:flex-1"
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          props.onChange({ dbType: CONNECTION_KINDS.find((kind) => kind === chosen), page: 1 });
        }}
      >
        <option value="" selected={!props.state.dbType}>
          All types
        </option>
        <For each={CONNECTION_KINDS}>
          {(kind) => (
            <option value={kind} selected={props.state.dbType === kind}>
              {KIND_LABELS[kind]}
            </option>
          )}
        </For>
      </Select>
      <Show when={isNarrow()}>
        <SortSelect order={props.state} onSort={(order) => props.onChange({ ...order, page: 1 })} />
      </Show>
      <fieldset class="flex min-w-0 flex-wrap gap-1 max-md:w-full">
        <legend class="sr-only">Status</legend>
        <For each={statuses()}>
          {(status) => {
            const pressed = () => (props.state.status ?? 'all') === status;
            return (
              <button
                type="button"
                aria-pressed={pressed()}
                onClick={() => props.onChange({ status: status === 'all' ? undefined : status, page: 1 })}
                class={cx(
                  'inline-flex h-8 shrink-0 items-center gap-1.5 rounded-full border px-3 font-medium max-md:h-10 max-md:px-2',
                  pressed()
                    ? 'border-accent bg-accent-soft text-accent-fg'
                    : 'border-line text-fg-2 hover:bg-idle-soft',
                )}
              >
                {LABELS[status]}
                <Show when={status !== 'deleted' && status}>
                  {(counted) => <span class="min-w-4 text-xs tabular-nums">{props.counts?.[counted()] ?? '–'}</span>}
                </Show>
              </button>
            );
          }}
        </For>
      </fieldset>
      <Show when={isFiltered(props.state)}>
        <Button variant="ghost" aria-label="Clear filters" onClick={clear}>
          <ClearIcon class="size-3.5" aria-hidden="true" />
          Clear
        </Button>
      </Show>
      {props.children}
    </div>
  );
}
