import { KIND_LABELS } from '@portolan/contract';
import { useNavigate } from '@solidjs/router';
import { keepPreviousData } from '@tanstack/solid-query';
import { createMemo, createSignal, createUniqueId, For, onCleanup, Show } from 'solid-js';
import { Kbd } from '../components/ui/kbd.tsx';
import { inTenant } from '../lib/addresses.ts';
import { useLiveQuery } from '../lib/query.ts';
import { useCan } from '../lib/session.tsx';
import { useSignOut } from '../lib/use-sign-out.ts';
import { connectionQueries } from '../routes/connections/index.ts';
import { type Command, matchCommands, stepIndex } from './command-list.ts';
import { hrefOf, PAGES, useMayOpen } from './navigation.ts';
import { PaletteDialog } from './palette-dialog.tsx';
import { isDark, toggleTheme } from './theme.ts';

const SEARCH_DELAY_MS = 150;
const MOST_CONNECTIONS = 8;

export function CommandPalette(props: { onClose(): void; onShortcuts(): void }) {
  const navigate = useNavigate();
  const can = useCan();
  const mayOpen = useMayOpen();
  const signOut = useSignOut();
  const id = createUniqueId();
  const [query, setQuery] = createSignal('');
  const [search, setSearch] = createSignal('');
  const [active, setActive] = createSignal(0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  const found = useLiveQuery(() => ({
    ...connectionQueries.list({ search: search(), pageSize: MOST_CONNECTIONS, sortBy: 'name', sortOrder: 'asc' }),
    enabled: can('connections:read'),
    placeholderData: keepPreviousData,
  }));

  const settled = () => search() === query().trim() && !found.isFetching;

  const commands = createMemo<Command[]>(() => {
    const pages = PAGES.filter(mayOpen).map((item) => ({
      id: item.path,
      label: item.label,
      hint: 'Page',
      keys: `G ${item.key.toUpperCase()}`,
      run: () => navigate(hrefOf(item)),
    }));
    const actions: Command[] = [
      { id: 'theme', label: isDark() ? 'Use light theme' : 'Use dark theme', hint: 'Action', run: toggleTheme },
      { id: 'shortcuts', label: 'Keyboard shortcuts', hint: 'Action', keys: '?', run: () => props.onShortcuts() },
      { id: 'sign-out', label: 'Sign out', hint: 'Action', run: () => void signOut() },
    ];
    if (can('connections:write')) {
      const run = () => navigate(inTenant('/connections?dialog=new'));
      actions.unshift({ id: 'new', label: 'New connection', hint: 'Action', keys: 'C', run });
    }
    const connections = (found.data?.items ?? []).map((connection) => ({
      id: connection.id,
      label: connection.name,
      hint: KIND_LABELS[connection.dbType],
      run: () => navigate(inTenant(`/connections/${connection.id}`)),
    }));
    const words = query().trim();
    const columns: Command = {
      id: 'columns',
      label: `Search columns for “${words}”`,
      hint: 'Search',
      run: () => navigate(inTenant(`/search?q=${encodeURIComponent(words)}`)),
    };
    return [
      ...matchCommands(pages, query()),
      ...(words ? connections : []),
      ...matchCommands(actions, query()),
      // Only once nothing better can come: Enter must not lead here while the connections are on their way.
      ...(words && settled() && can('connections:introspect') ? [columns] : []),
    ];
  });

  const onInput = (value: string) => {
    setQuery(value);
    setActive(0);
    clearTimeout(timer);
    timer = setTimeout(() => setSearch(value.trim()), SEARCH_DELAY_MS);
  };
  const runActive = () => {
    const command = commands()[active()];
    if (!command) return;
    props.onClose();
    // After the palette is gone, so that what opens next finds the focus where it was.
    setTimeout(() => command.run());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      runActive();
      return;
    }
    const next = stepIndex(event.key, active(), commands().length);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };

  return (
    <PaletteDialog title="Command palette" onClose={props.onClose}>
      <input
        // At once: what is typed right after the shortcut belongs here.
        ref={(input) => queueMicrotask(() => input.focus())}
        role="combobox"
        tabindex="0"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={commands().length > 0 ? `${id}-${active()}` : undefined}
        aria-autocomplete="list"
        aria-label="Search pages, connections and actions"
        autocomplete="off"
        spellcheck={false}
        placeholder="Search pages, connections and actions"
        value={query()}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        class="h-12 w-full border-line border-b bg-transparent px-4 text-base outline-none md:text-sm"
      />
      <div role="listbox" id={`${id}-list`} aria-label="Results" class="max-h-80 overflow-y-auto p-1.5">
        <For each={commands()}>
          {(command, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the focus and handles the keys of all options
            <div
              role="option"
              tabIndex={-1}
              id={`${id}-${index()}`}
              aria-selected={active() === index()}
              onPointerMove={() => setActive(index())}
              onClick={runActive}
              class="flex h-9 items-center gap-3 rounded-md px-2.5 aria-selected:bg-accent-soft aria-selected:text-accent-fg max-md:h-11"
            >
              <span class="min-w-0 flex-1 truncate">{command.label}</span>
              <Show when={command.keys}>{(keys) => <Kbd>{keys()}</Kbd>}</Show>
              <span class="text-fg-3 text-xs">{command.hint}</span>
            </div>
          )}
        </For>
      </div>
      <p role="status" class="px-4 pb-3 text-fg-3 empty:hidden">
        {commands().every(({ id }) => id === 'columns') ? (found.isFetching ? 'Searching…' : 'Nothing matches.') : ''}
      </p>
    </PaletteDialog>
  );
}
