import { A, useLocation } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { pageName } from '../lib/page-title.ts';
import { hrefOf, isAt, PAGES, pageLabel } from './navigation.ts';
import { t } from './texts.ts';

/** Tenant / section / page. On phones the section is enough. */
export function Breadcrumb(props: { tenant: string }) {
  const location = useLocation();
  const section = () => PAGES.find((item) => isAt(item, location.pathname));
  const steps = () => {
    const current = section();
    if (!current) return [];
    if (location.pathname === hrefOf(current)) return [{ label: pageLabel(current) }];
    return [{ label: pageLabel(current), href: hrefOf(current) }, { label: pageName() }];
  };
  return (
    <nav aria-label={t().breadcrumb} class="min-w-0 flex-1 text-fg-3">
      <ol class="flex items-center gap-1.5">
        <Show when={!section()?.global}>
          <li class="truncate max-md:hidden">{props.tenant}</li>
        </Show>
        <For each={steps()}>
          {(step, index) => (
            <>
              <Show when={index() > 0 || !section()?.global}>
                <li class={index() === 0 ? 'max-md:hidden' : undefined} aria-hidden="true">
                  /
                </li>
              </Show>
              <li class="min-w-0 truncate text-fg" aria-current={step.href ? undefined : 'page'}>
                <Show when={step.href} fallback={step.label}>
                  {(href) => (
                    <A href={href()} class="flex min-h-6 items-center text-fg-2 hover:text-fg hover:underline">
                      {step.label}
                    </A>
                  )}
                </Show>
              </li>
            </>
          )}
        </For>
      </ol>
    </nav>
  );
}
