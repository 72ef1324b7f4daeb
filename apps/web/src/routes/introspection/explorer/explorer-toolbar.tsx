import { A } from '@solidjs/router';
import ColumnsIcon from '~icons/lucide/columns-3';
import SearchIcon from '~icons/lucide/search';
import { TextInput } from '../../../components/ui/text-input.tsx';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { searchHref } from '../links.ts';
import { t } from './texts.ts';

interface ExplorerToolbarProps {
  filter: string;
  /** How many tables match; undefined without a filter. */
  found: number | undefined;
  onFilter(text: string): void;
  onEnterTree(): void;
}

export function ExplorerToolbar(props: ExplorerToolbarProps) {
  let input!: HTMLInputElement;
  useHotkeys({ '/': () => input.select() });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    props.onEnterTree();
  };
  return (
    <div class="flex items-center gap-2 border-line border-b p-2">
      <search class="relative block min-w-0 flex-1">
        <SearchIcon
          class="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-3.5 text-fg-3"
          aria-hidden="true"
        />
        <TextInput
          ref={input}
          type="search"
          class="!pl-8"
          aria-label={t().filter}
          aria-keyshortcuts="/"
          placeholder={t().filterHint}
          value={props.filter}
          onInput={(event) => props.onFilter(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </search>
      <span class="sr-only" role="status">
        {props.found === undefined ? '' : t().found(props.found)}
      </span>
      <A
        href={searchHref(props.filter.trim())}
        class="grid size-8 shrink-0 place-items-center rounded-md text-fg-2 hover:bg-idle-soft hover:text-fg max-md:size-10"
        aria-label={t().searchColumns}
        title={t().searchColumns}
      >
        <ColumnsIcon class="size-4" aria-hidden="true" />
      </A>
    </div>
  );
}
