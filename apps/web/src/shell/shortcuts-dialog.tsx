import { createSignal, For } from 'solid-js';
import { Dialog } from '../components/ui/dialog.tsx';
import { Switch } from '../components/ui/switch.tsx';
import { readSetting, removeSetting, writeSetting } from '../lib/settings.ts';
import { type NavigationItem, PAGES, useMayOpen } from './navigation.ts';
import { MOD_KEY } from './platform.ts';

const shortcuts = (pages: readonly NavigationItem[]): [string[], string][] => [
  [[MOD_KEY, 'K'], 'Open the command palette'],
  [['/'], 'Search in the list'],
  [['C'], 'New connection'],
  ...pages.map((item): [string[], string] => [['G', item.key.toUpperCase()], `Go to ${item.label}`]),
  [[MOD_KEY, 'Enter'], 'Save the dialog'],
  [['Esc'], 'Close the dialog or menu'],
  [['?'], 'Show this list'],
];

export function ShortcutsDialog(props: { onClose(): void }) {
  const [plainKeys, setPlainKeys] = createSignal(readSetting('hotkeys') !== 'off');
  const mayOpen = useMayOpen();
  const change = (on: boolean) => {
    setPlainKeys(on);
    if (on) removeSetting('hotkeys');
    else writeSetting('hotkeys', 'off');
  };
  return (
    <Dialog title="Keyboard shortcuts" class="max-w-md" onClose={props.onClose}>
      <div class="overflow-y-auto px-5 py-4">
        <dl class="flex flex-col gap-2">
          <For each={shortcuts(PAGES.filter(mayOpen))}>
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
