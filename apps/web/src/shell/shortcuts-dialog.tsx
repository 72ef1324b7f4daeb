import { createSignal, For, Show } from 'solid-js';
import { Dialog } from '../components/ui/dialog.tsx';
import { Switch } from '../components/ui/switch.tsx';
import { useCan } from '../lib/session.tsx';
import { readSetting, removeSetting, writeSetting } from '../lib/settings.ts';
import { type NavigationItem, PAGES, useMayOpen } from './navigation.ts';
import { MOD_KEY } from './platform.ts';

type Shortcut = [string[], string];

const everywhere = (pages: readonly NavigationItem[]): Shortcut[] => [
  [[MOD_KEY, 'K'], 'Open the command palette'],
  [['C'], 'New connection'],
  ...pages.map((item): Shortcut => [['G', item.key.toUpperCase()], `Go to ${item.label}`]),
  [[MOD_KEY, 'Enter'], 'Save the dialog'],
  [['Esc'], 'Close the dialog or menu'],
  [['?'], 'Show this list'],
];

const IN_LIST: Shortcut[] = [
  [['/'], 'Search in the list'],
  [['J'], 'Next connection, or ↓'],
  [['K'], 'Connection before, or ↑'],
  [['→'], 'To the controls of the row, and back by ←'],
  [['Enter'], 'Open'],
  [['T'], 'Test it, or all that are selected'],
  [['E'], 'Edit'],
  [['X'], 'Select, or Space'],
  [['Shift', '↓'], 'Select a range, or Shift-click'],
  [[MOD_KEY, 'A'], 'Select all on the page'],
  [['Shift', 'F10'], 'All actions of the row'],
  [['Del'], 'Delete it, or all that are selected'],
  [[MOD_KEY, 'Z'], 'Undo the last delete'],
];

export function ShortcutsDialog(props: { onClose(): void }) {
  const [plainKeys, setPlainKeys] = createSignal(readSetting('hotkeys') !== 'off');
  const can = useCan();
  const mayOpen = useMayOpen();
  const change = (on: boolean) => {
    setPlainKeys(on);
    if (on) removeSetting('hotkeys');
    else writeSetting('hotkeys', 'off');
  };
  return (
    <Dialog title="Keyboard shortcuts" class="max-w-md" onClose={props.onClose}>
      <div class="overflow-y-auto px-5 py-4">
        <ShortcutList shortcuts={everywhere(PAGES.filter(mayOpen))} />
        <Show when={can('connections:read')}>
          <h3 class="mt-5 mb-2 font-medium">In the list of connections</h3>
          <ShortcutList shortcuts={IN_LIST} />
        </Show>
        <div class="mt-4 border-line border-t pt-4">
          <Switch
            label="Single-key shortcuts"
            hint="Switch off when they get in the way of speech input or a screen reader."
            checked={plainKeys()}
            onChange={change}
          />
        </div>
      </div>
    </Dialog>
  );
}

function ShortcutList(props: { shortcuts: readonly Shortcut[] }) {
  return (
    <dl class="flex flex-col gap-2">
      <For each={props.shortcuts}>
        {([keys, meaning]) => (
          <div class="flex items-center justify-between gap-4">
            <dt class="text-fg-2">{meaning}</dt>
            <dd class="flex gap-1">
              <For each={keys}>
                {(key) => (
                  <kbd class="min-w-6 rounded border border-line bg-sunken px-1.5 py-0.5 text-center font-sans text-2xs text-fg-2">
                    {key}
                  </kbd>
                )}
              </For>
            </dd>
          </div>
        )}
      </For>
    </dl>
  );
}
