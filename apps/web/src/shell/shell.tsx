import { useNavigate, useSearchParams } from '@solidjs/router';
import { createEffect, createSignal, onMount, type ParentProps, Show, Suspense } from 'solid-js';
import { laterDialog } from '../components/later.tsx';
import { holdHotkeys, useHotkeys } from '../lib/hotkeys.ts';
import { useChosenSpeech } from '../lib/preferences.ts';
import { useCan } from '../lib/session.tsx';
import { ConnectionDialogHost } from '../routes/connections/index.ts';
import { hrefOf, PAGES, useIsOffered } from './navigation.ts';
import { Sidebar } from './sidebar.tsx';
import { t } from './texts.ts';
import { TopBar } from './top-bar.tsx';
import { WhyDialogHost } from './why-dialog-host.tsx';

const loadPalette = () => import('./command-palette.tsx');
const CommandPalette = laterDialog(async () => ({ default: (await loadPalette()).CommandPalette }));
const ShortcutsDialog = laterDialog(async () => ({
  default: (await import('./shortcuts-dialog.tsx')).ShortcutsDialog,
}));

/** Sidebar, top bar and what can be opened from anywhere. */
export function Shell(props: ParentProps) {
  const navigate = useNavigate();
  const can = useCan();
  const isOffered = useIsOffered();
  const [search, setSearch] = useSearchParams<{ dialog?: string }>();
  const [sidebarOpen, setSidebarOpen] = createSignal(false);
  useChosenSpeech();
  const [overlay, setOverlay] = createSignal<'palette' | 'shortcuts' | null>(null);
  const close = () => setOverlay(null);

  createEffect(() => holdHotkeys(overlay() !== null || Boolean(search.dialog && can('connections:write'))));
  // Who types right after Mod+K must not lose the first letters to a download, and who only looks needs none.
  onMount(() => {
    for (const sign of ['pointermove', 'pointerdown', 'keydown'] as const) {
      addEventListener(sign, () => void loadPalette().catch(() => undefined), { once: true, passive: true });
    }
  });
  useHotkeys({
    'mod+k': () => setOverlay('palette'),
    '?': () => setOverlay('shortcuts'),
    c: () => can('connections:write') && setSearch({ dialog: 'new' }),
    ...Object.fromEntries(PAGES.map((item) => [`g ${item.key}`, () => isOffered(item) && navigate(hrefOf(item))])),
  });

  return (
    <div class="min-h-dvh md:grid md:grid-cols-[15rem_1fr]">
      <a
        href="#main"
        class="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-accent focus:px-3 focus:py-2 focus:text-on-accent"
      >
        {t().skip}
      </a>
      <Sidebar open={sidebarOpen()} onClose={() => setSidebarOpen(false)} onShortcuts={() => setOverlay('shortcuts')} />
      <div class="flex min-w-0 flex-col">
        <TopBar onOpenSidebar={() => setSidebarOpen(true)} onOpenPalette={() => setOverlay('palette')} />
        <main id="main" tabindex="-1" class="min-w-0 flex-1 outline-none">
          {props.children}
        </main>
      </div>
      <ConnectionDialogHost />
      <WhyDialogHost />
      <Suspense>
        <Show when={overlay() === 'palette'}>
          <CommandPalette onClose={close} onShortcuts={() => setOverlay('shortcuts')} />
        </Show>
        <Show when={overlay() === 'shortcuts'}>
          <ShortcutsDialog onClose={close} />
        </Show>
      </Suspense>
    </div>
  );
}
