import { useNavigate } from '@solidjs/router';
import { Show } from 'solid-js';
import ChevronsIcon from '~icons/lucide/chevrons-up-down';
import KeyboardIcon from '~icons/lucide/keyboard';
import SignOutIcon from '~icons/lucide/log-out';
import MoonIcon from '~icons/lucide/moon';
import SunIcon from '~icons/lucide/sun';
import AccountIcon from '~icons/lucide/user-round';
import { Menu, MenuItem, MenuSeparator } from '../components/ui/menu.tsx';
import { personName } from '../lib/format.ts';
import { initials } from '../lib/initials.ts';
import { useSession } from '../lib/session.tsx';
import { useSignOut } from '../lib/use-sign-out.ts';
import { t } from './texts.ts';
import { isDark, toggleTheme } from './theme.ts';

export function AccountMenu(props: { onShortcuts(): void; onLeave(): void }) {
  const navigate = useNavigate();
  const session = useSession();
  const signOut = useSignOut();
  const name = () => personName(session().me);
  return (
    <Menu
      placement="top-start"
      triggerClass="flex h-11 w-full items-center gap-2.5 rounded-lg px-2 text-left hover:bg-idle-soft"
      trigger={
        <>
          <span
            class="grid size-7 shrink-0 place-items-center rounded-full bg-idle-soft font-medium text-2xs text-fg-2"
            aria-hidden="true"
          >
            {initials(name())}
          </span>
          <span class="min-w-0 flex-1">
            <span class="sr-only">{t().accountOf}</span>
            <span class="block truncate font-medium leading-4">{name()}</span>
            <Show when={name() !== session().me.email}>
              <span class="block truncate text-2xs text-fg-3">{session().me.email}</span>
            </Show>
          </span>
          <ChevronsIcon class="size-3.5 shrink-0 text-fg-3" aria-hidden="true" />
        </>
      }
    >
      <MenuItem
        onSelect={() => {
          props.onLeave();
          navigate('/account');
        }}
      >
        <AccountIcon class="size-3.5" aria-hidden="true" />
        {t().account}
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={toggleTheme}>
        <Show when={isDark()} fallback={<MoonIcon class="size-3.5" aria-hidden="true" />}>
          <SunIcon class="size-3.5" aria-hidden="true" />
        </Show>
        {isDark() ? t().light : t().dark}
      </MenuItem>
      <MenuItem onSelect={() => props.onShortcuts()}>
        <KeyboardIcon class="size-3.5" aria-hidden="true" />
        {t().shortcuts}
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => void signOut()}>
        <SignOutIcon class="size-3.5" aria-hidden="true" />
        {t().signOut}
      </MenuItem>
    </Menu>
  );
}
