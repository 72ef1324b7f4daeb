import { Show } from 'solid-js';
import MenuIcon from '~icons/lucide/menu';
import MoonIcon from '~icons/lucide/moon';
import SearchIcon from '~icons/lucide/search';
import SunIcon from '~icons/lucide/sun';
import { Button } from '../components/ui/button.tsx';
import { Kbd } from '../components/ui/kbd.tsx';
import { useSession } from '../lib/session.tsx';
import { Breadcrumb } from './breadcrumb.tsx';
import { modKey } from './platform.ts';
import { t } from './texts.ts';
import { isDark, toggleTheme } from './theme.ts';

export function TopBar(props: { onOpenSidebar(): void; onOpenPalette(): void }) {
  const session = useSession();
  return (
    <header class="sticky top-(--notice) z-20 flex h-12 items-center gap-2 border-line border-b bg-canvas px-4 md:px-6">
      <Button
        size="icon"
        variant="ghost"
        class="-ml-2 md:hidden"
        aria-label={t().openNavigation}
        onClick={() => props.onOpenSidebar()}
      >
        <MenuIcon class="size-4" aria-hidden="true" />
      </Button>
      <Breadcrumb tenant={session().tenant.name} />
      <Button class="!text-fg-2" onClick={() => props.onOpenPalette()}>
        <SearchIcon class="size-3.5" aria-hidden="true" />
        <span class="max-md:sr-only">{t().search}</span>
        <Kbd>{`${modKey()} K`}</Kbd>
      </Button>
      <Button size="icon" variant="ghost" aria-label={isDark() ? t().light : t().dark} onClick={toggleTheme}>
        <Show when={isDark()} fallback={<MoonIcon class="size-4" aria-hidden="true" />}>
          <SunIcon class="size-4" aria-hidden="true" />
        </Show>
      </Button>
    </header>
  );
}
