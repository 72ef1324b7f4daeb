import { createSignal, For, Show } from 'solid-js';
import { Dialog } from '../components/ui/dialog.tsx';
import { Switch } from '../components/ui/switch.tsx';
import { localized } from '../lib/locale.ts';
import { useCan, useSession } from '../lib/session.tsx';
import { readSetting, removeSetting, writeSetting } from '../lib/settings.ts';
import { shortcuts } from '../locales/en.ts?shortcuts';
import { type NavigationItem, PAGES, pageLabel, useIsOffered } from './navigation.ts';
import { modKey } from './platform.ts';
import { t as shellTexts } from './texts.ts';

const t = localized('shortcuts', shortcuts);

type Shortcut = [string[], string];

const everywhere = (pages: readonly NavigationItem[]): Shortcut[] => [
  [[modKey(), 'K'], t().palette],
  [['C'], t().create],
  ...pages.map((item): Shortcut => [['G', item.key.toUpperCase()], t().goTo(pageLabel(item))]),
  [[modKey(), t().keys.enter], t().save],
  [[t().keys.escape], t().close],
  [['?'], t().show],
];

const inList = (): Shortcut[] => [
  [['/'], t().search],
  [['J'], t().next],
  [['K'], t().previous],
  [['→'], t().controls],
  [[t().keys.enter], t().open],
  [['T'], t().test],
  [['E'], t().edit],
  [['X'], t().select],
  [[t().keys.shift, '↓'], t().range],
  [[modKey(), 'A'], t().all],
  [[t().keys.shift, 'F10'], t().menu],
  [[t().keys.delete], t().delete],
  [[modKey(), 'Z'], t().undo],
];

const inMachines = (): Shortcut[] => [
  [['/'], t().search],
  [['J'], t().nextMachine],
  [[t().keys.enter], t().open],
  [['S'], t().power],
  [['R'], t().restart],
  [['E'], t().rename],
  [[t().keys.shift, 'F10'], t().menu],
  [[t().keys.delete], t().deleteMachine],
];

export function ShortcutsDialog(props: { onClose(): void }) {
  const [plainKeys, setPlainKeys] = createSignal(readSetting('hotkeys') !== 'off');
  const can = useCan();
  const session = useSession();
  const isOffered = useIsOffered();
  const change = (on: boolean) => {
    setPlainKeys(on);
    if (on) removeSetting('hotkeys');
    else writeSetting('hotkeys', 'off');
  };
  return (
    <Dialog title={shellTexts().shortcuts} class="max-w-md" onClose={props.onClose}>
      <div class="overflow-y-auto px-5 py-4">
        <ShortcutList shortcuts={everywhere(PAGES.filter(isOffered))} />
        <Show when={can('connections:read')}>
          <h3 class="mt-5 mb-2 font-medium">{t().listTitle}</h3>
          <ShortcutList shortcuts={inList()} />
        </Show>
        <Show when={session().me.hasHypervisor}>
          <h3 class="mt-5 mb-2 font-medium">{t().machinesTitle}</h3>
          <ShortcutList shortcuts={inMachines()} />
        </Show>
        <div class="mt-4 border-line border-t pt-4">
          <Switch label={t().plainKeys} hint={t().plainKeysText} checked={plainKeys()} onChange={change} />
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
