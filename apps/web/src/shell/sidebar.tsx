import { A } from '@solidjs/router';
import { createEffect, For, onCleanup, Show } from 'solid-js';
import { Logo } from '../components/logo.tsx';
import { inTenant } from '../lib/addresses.ts';
import { cx } from '../lib/cx.ts';
import { wholeNumber } from '../lib/format.ts';
import { useLiveHealth } from '../lib/live-health.ts';
import { AccountMenu } from './account-menu.tsx';
import { hrefOf, NAVIGATION, type NavigationItem, pageLabel, useIsOffered } from './navigation.ts';
import { TenantSwitcher } from './tenant-switcher.tsx';
import { t } from './texts.ts';

interface SidebarProps {
  open: boolean;
  onClose(): void;
  onShortcuts(): void;
}

/** Always there on wide screens; a drawer on narrow ones. */
export function Sidebar(props: SidebarProps) {
  const isOffered = useIsOffered();
  const health = useLiveHealth();
  const countOf = ({ name }: NavigationItem) => (name === 'incidents' ? (health()?.openIncidents ?? 0) : 0);
  let aside!: HTMLElement;
  createEffect(() => {
    if (!props.open) return;
    const opener = document.activeElement;
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && props.onClose();
    document.addEventListener('keydown', onKeyDown);
    aside.querySelector<HTMLElement>('button, a')?.focus();
    onCleanup(() => {
      document.removeEventListener('keydown', onKeyDown);
      if (opener instanceof HTMLElement && aside.contains(document.activeElement)) opener.focus();
    });
  });
  return (
    <>
      <Show when={props.open}>
        <div
          class="anim-fade fixed inset-0 z-30 bg-scrim md:hidden"
          onClick={() => props.onClose()}
          aria-hidden="true"
        />
      </Show>
      <aside
        ref={aside}
        aria-label={t().sidebar}
        class={cx(
          'z-30 flex h-[calc(100dvh-var(--notice))] w-60 flex-col gap-3 overflow-y-auto border-line border-r bg-sunken p-3 max-md:fixed max-md:top-(--notice) max-md:transition-transform md:sticky md:top-(--notice)',
          !props.open && 'max-md:invisible max-md:-translate-x-full',
        )}
      >
        <A href={inTenant('/')} class="flex h-9 items-center gap-2 rounded-md px-2" onClick={() => props.onClose()}>
          <Logo class="size-6" />
          <span class="font-semibold text-sm tracking-tight">Portolan</span>
        </A>
        <TenantSwitcher onSwitch={() => props.onClose()} />
        <nav aria-label={t().main} class="flex flex-1 flex-col gap-4">
          <For each={NAVIGATION}>
            {(group) => (
              <Show when={group.items.some(isOffered)}>
                <div>
                  <p class="px-2 pb-1 font-medium text-2xs text-fg-3" aria-hidden="true">
                    {t().groups[group.name]}
                  </p>
                  <ul class="flex flex-col gap-px" aria-label={t().groups[group.name]}>
                    <For each={group.items.filter(isOffered)}>
                      {(item) => <SidebarLink item={item} count={countOf(item)} onOpen={() => props.onClose()} />}
                    </For>
                  </ul>
                </div>
              </Show>
            )}
          </For>
        </nav>
        <AccountMenu onShortcuts={props.onShortcuts} onLeave={() => props.onClose()} />
      </aside>
    </>
  );
}

function SidebarLink(props: { item: NavigationItem; count: number; onOpen(): void }) {
  return (
    <li>
      <A
        href={hrefOf(props.item)}
        end={props.item.isRoot ?? false}
        onClick={() => props.onOpen()}
        class="group flex h-8 items-center gap-2.5 rounded-md px-2 text-fg-2 hover:bg-idle-soft hover:text-fg max-md:h-11"
        activeClass="bg-accent-soft font-medium !text-accent-fg"
      >
        <props.item.icon class="size-4" aria-hidden="true" />
        <span class="flex-1">{pageLabel(props.item)}</span>
        <Show when={props.count > 0}>
          <span class="grid h-5 min-w-5 place-items-center rounded-full bg-bad-soft px-1.5 font-medium text-2xs text-bad tabular-nums">
            <span aria-hidden="true">{wholeNumber(props.count)}</span>
            <span class="sr-only">{t().openIncidents(props.count)}</span>
          </span>
        </Show>
        <span class="hidden text-2xs text-fg-3 md:group-hover:inline md:group-focus-visible:inline" aria-hidden="true">
          {`G ${props.item.key.toUpperCase()}`}
        </span>
      </A>
    </li>
  );
}
