import { useNavigate } from '@solidjs/router';
import { createMemo, createSignal, createUniqueId, For, onCleanup, Show } from 'solid-js';
import { Marked } from '../components/marked.tsx';
import { Kbd } from '../components/ui/kbd.tsx';
import { inTenant } from '../lib/addresses.ts';
import { useCan } from '../lib/session.tsx';
import {
  type Command,
  GROUPS,
  hintOf,
  inGroups,
  labelOf,
  markedIn,
  matchCommands,
  objectOf,
  stepIndex,
} from './command-list.ts';
import { useFixedCommands } from './fixed-commands.ts';
import { useFoundCommands } from './found-commands.ts';
import { PaletteDialog } from './palette-dialog.tsx';
import { t } from './palette-texts.ts';
import { recentCommands, rememberCommand } from './recent-commands.ts';

const SEARCH_DELAY_MS = 100;

export function CommandPalette(props: { onClose(): void; onShortcuts(): void }) {
  const navigate = useNavigate();
  const can = useCan();
  const id = createUniqueId();
  const [query, setQuery] = createSignal('');
  const [search, setSearch] = createSignal('');
  const [active, setActive] = createSignal(0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const fixed = useFixedCommands(() => props.onShortcuts());
  const found = useFoundCommands(search);
  const recent = recentCommands();
  const settled = () => search() === query().trim() && !found.isSearching();

  const commands = createMemo<Command[]>(() => {
    const words = query().trim();
    const columns: Command = {
      id: 'columns',
      group: 'search',
      label: { act: 'columns', of: words },
      hint: { kind: 'search' },
      href: inTenant(`/search?q=${encodeURIComponent(words)}`),
    };
    // Only once nothing better can come: Enter must not lead here while the others are on their way.
    const last = words && settled() && can('connections:introspect') ? [columns] : [];
    const local = matchCommands(found.onOpen().concat(fixed()), query());
    // What was found for other words stays as far as it is what is typed now: Enter must not do what nobody asked for.
    const remote = search() === words ? found.commands() : matchCommands(found.commands(), objectOf(words));
    return inGroups((words ? [] : recent).concat(local, remote, last));
  });

  const groups = createMemo(() => GROUPS.filter((group) => commands().some((command) => command.group === group)));

  const onInput = (value: string) => {
    setQuery(value);
    setActive(0);
    clearTimeout(timer);
    timer = setTimeout(() => setSearch(value.trim()), SEARCH_DELAY_MS);
  };
  const runActive = () => {
    const command = commands()[active()];
    if (!command) return;
    rememberCommand(command);
    props.onClose();
    // After the palette is gone, so that what opens next finds the focus where it was.
    setTimeout(() => (command.href ? navigate(command.href) : command.run?.()));
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
    <PaletteDialog title={t().title} onClose={props.onClose}>
      <input
        // At once: what is typed right after the shortcut belongs here.
        ref={(input) => queueMicrotask(() => input.focus())}
        role="combobox"
        tabindex="0"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={commands().length > 0 ? `${id}-${active()}` : undefined}
        aria-autocomplete="list"
        aria-label={t().search}
        autocomplete="off"
        spellcheck={false}
        placeholder={t().search}
        value={query()}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        class="h-12 w-full border-line border-b bg-transparent px-4 text-base outline-none md:text-sm"
      />
      <div role="listbox" id={`${id}-list`} aria-label={t().results} class="max-h-80 overflow-y-auto p-1.5">
        <For each={groups()}>
          {(group) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
            <div role="group" aria-labelledby={`${id}-of-${GROUPS.indexOf(group)}`}>
              <p
                id={`${id}-of-${GROUPS.indexOf(group)}`}
                class="px-2.5 pt-2 pb-1 font-medium text-2xs text-fg-3"
                aria-hidden="true"
              >
                {t().groups[group]}
              </p>
              <For each={commands()}>
                {(command, index) => (
                  <Show when={command.group === group}>
                    <Option
                      command={command}
                      marked={markedIn(labelOf(command), query())}
                      id={`${id}-${index()}`}
                      isActive={active() === index()}
                      onPoint={() => setActive(index())}
                      onChoose={runActive}
                    />
                  </Show>
                )}
              </For>
            </div>
          )}
        </For>
      </div>
      <p role="status" class="px-4 pb-3 text-fg-3 empty:hidden">
        {commands().every(({ id }) => id === 'columns') ? (found.isSearching() ? t().searching : t().nothing) : ''}
      </p>
    </PaletteDialog>
  );
}

interface OptionProps {
  command: Command;
  /** The part of its label that was looked for. */
  marked: string;
  id: string;
  isActive: boolean;
  onPoint(): void;
  onChoose(): void;
}

function Option(props: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the focus and handles the keys of all options
    <div
      role="option"
      tabIndex={-1}
      id={props.id}
      aria-selected={props.isActive}
      onPointerMove={() => props.onPoint()}
      onClick={() => props.onChoose()}
      class="flex h-9 items-center gap-3 rounded-md px-2.5 aria-selected:bg-accent-soft aria-selected:text-accent-fg max-md:h-11"
    >
      <span class="min-w-0 flex-1 truncate">
        <Marked text={labelOf(props.command)} part={props.marked} />
      </span>
      <Show when={props.command.keys}>{(keys) => <Kbd>{keys()}</Kbd>}</Show>
      <span class="max-w-40 truncate text-fg-3 text-xs">{hintOf(props.command)}</span>
    </div>
  );
}
