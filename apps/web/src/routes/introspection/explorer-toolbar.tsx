import { Show } from 'solid-js';
import RefreshIcon from '~icons/lucide/refresh-cw';
import SearchIcon from '~icons/lucide/search';
import { Button } from '../../components/ui/button.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import { TextInput } from '../../components/ui/text-input.tsx';
import { useHotkeys } from '../../lib/hotkeys.ts';
import type { TableSearch } from './use-table-search.ts';

interface ExplorerToolbarProps {
  search: TableSearch;
  includeViews: boolean;
  onIncludeViews(on: boolean): void;
  onRefresh(): void;
}

export function ExplorerToolbar(props: ExplorerToolbarProps) {
  let input!: HTMLInputElement;
  useHotkeys({ '/': () => input.select() });
  return (
    <div class="flex items-center gap-2 border-line border-b p-2">
      <search class="relative block min-w-0 flex-1">
        <span class="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-fg-3">
          <Show when={props.search.isSearching()} fallback={<SearchIcon class="size-3.5" aria-hidden="true" />}>
            <Spinner />
          </Show>
        </span>
        <TextInput
          ref={input}
          type="search"
          class="!pl-8"
          aria-label="Filter tables"
          placeholder="Filter tables"
          value={props.search.query()}
          onInput={(event) => props.search.setQuery(event.currentTarget.value)}
        />
      </search>
      <Button
        aria-pressed={props.includeViews}
        class={props.includeViews ? '!border-accent !bg-accent-soft !text-accent-fg' : ''}
        onClick={() => props.onIncludeViews(!props.includeViews)}
      >
        Views
      </Button>
      <Button
        size="icon"
        variant="ghost"
        aria-label="Read the schema again"
        title="Read the schema again"
        onClick={() => props.onRefresh()}
      >
        <RefreshIcon class="size-3.5" aria-hidden="true" />
      </Button>
    </div>
  );
}
