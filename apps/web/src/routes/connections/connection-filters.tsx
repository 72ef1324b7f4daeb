import { CONNECTION_KINDS, CONNECTION_STATUSES, type ConnectionCounts, KIND_LABELS } from '@portolan/contract';
import { createEffect, For, onCleanup, Show } from 'solid-js';
import SearchIcon from '~icons/lucide/search';
import ClearIcon from '~icons/lucide/x';
import { Button } from '../../components/ui/button.tsx';
import { Kbd } from '../../components/ui/kbd.tsx';
import { Select } from '../../components/ui/select.tsx';
import { TextInput } from '../../components/ui/text-input.tsx';
import { cx } from '../../lib/cx.ts';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { isNarrow } from '../../lib/media.ts';
import { STATUS_LABELS } from '../../lib/status.ts';
import { isFiltered, type ListState } from './list-params.ts';
import { SortSelect } from './sort-select.tsx';

const SEARCH_DELAY_MS = 200;

interface ConnectionFiltersProps {
  state: ListState;
  counts: ConnectionCounts | undefined;
  onChange(patch: Partial<ListState>, options?: { replace: boolean }): void;
  onClear(): void;
}

export function ConnectionFilters(props: ConnectionFiltersProps) {
  let input!: HTMLInputElement;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  useHotkeys({ '/': () => input.select() });

  const onSearch = (search: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => props.onChange({ search, page: 1 }, { replace: true }), SEARCH_DELAY_MS);
  };
  const clear = () => {
    clearTimeout(timer);
    props.onClear();
    input.value = '';
    input.focus();
  };
  // Back, reload and Clear change the URL behind the field; typing must not be disturbed by it.
  createEffect(() => {
    const { search } = props.state;
    if (document.activeElement !== input) input.value = search;
  });

  return (
    <div class="mt-4 flex flex-wrap items-center gap-2">
      <search class="relative block w-full md:w-72">
        <SearchIcon
          class="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-3.5 text-fg-3"
          aria-hidden="true"
        />
        <TextInput
          ref={input}
          type="search"
          aria-label="Search connections by name or description"
          aria-keyshortcuts="/"
          placeholder="Search name or description"
          class="peer !pl-8"
          onInput={(event) => onSearch(event.currentTarget.value)}
        />
        <span
          class="pointer-events-none absolute inset-y-0 right-2 flex items-center peer-[:not(:placeholder-shown)]:hidden"
          aria-hidden="true"
        >
          <Kbd>/</Kbd>
        </span>
      </search>
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
        <For each={['all', ...CONNECTION_STATUSES] as const}>
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
                {status === 'all' ? 'All' : STATUS_LABELS[status]}
                <span class="min-w-4 text-xs tabular-nums">{props.counts?.[status] ?? '–'}</span>
              </button>
            );
          }}
        </For>
      </fieldset>
      <Show when={isFiltered(props.state)}>
        <Button variant="ghost" onClick={clear}>
          <ClearIcon class="size-3.5" aria-hidden="true" />
          Clear filters
        </Button>
      </Show>
    </div>
  );
}
