import type { RoleDetail } from '@portolan/contract';
import { For, Show } from 'solid-js';
import HeldIcon from '~icons/lucide/check';
import { cx } from '../../lib/cx.ts';
import { PERMISSION_MODULES } from '../../lib/permission-modules.ts';
import { t } from './texts.ts';

/** Who may do what, at one glance. Many roles scroll in their own box. */
export function PermissionMatrix(props: { roles: readonly RoleDetail[] }) {
  return (
    <section
      aria-label={t().matrix}
      tabindex="0"
      class="relative max-h-[75dvh] overflow-auto rounded-lg border border-line bg-surface"
    >
      <table class="w-full border-separate border-spacing-0 text-left">
        <caption class="sr-only">{t().matrix}</caption>
        <thead class="text-xs">
          <tr>
            <th
              scope="col"
              class="sticky top-0 left-0 z-20 h-10 min-w-40 border-line border-r border-b bg-sunken px-3 align-bottom font-medium text-fg-3 md:min-w-66"
            >
              <span class="flex h-10 items-center">{t().permission}</span>
            </th>
            <For each={props.roles}>
              {(role) => (
                <th
                  scope="col"
                  class="sticky top-0 z-10 w-32 min-w-24 border-line border-b bg-sunken px-2 text-center font-medium text-fg-2"
                >
                  <span class="mx-auto line-clamp-2 max-w-32 break-words" title={role.name}>
                    {role.name}
                  </span>
                </th>
              )}
            </For>
          </tr>
        </thead>
        <For each={PERMISSION_MODULES}>
          {(module, index) => (
            <tbody>
              <tr>
                <th
                  scope="rowgroup"
                  colspan={props.roles.length + 1}
                  class={cx(
                    'border-line bg-canvas px-3 pt-2.5 pb-1 font-semibold text-2xs text-fg-3',
                    index() > 0 && 'border-t',
                  )}
                >
                  <span class="sticky left-3">{module.name}</span>
                </th>
              </tr>
              <For each={module.permissions}>
                {(permission) => (
                  <tr class="group">
                    <th
                      scope="row"
                      title={permission.id}
                      class="sticky left-0 border-line border-t border-r bg-surface px-3 py-1.5 font-normal text-fg-2 group-hover:bg-sunken"
                    >
                      {permission.name}
                    </th>
                    <For each={props.roles}>{(role) => <Cell role={role} id={permission.id} />}</For>
                  </tr>
                )}
              </For>
            </tbody>
          )}
        </For>
      </table>
    </section>
  );
}

function Cell(props: { role: RoleDetail; id: string }) {
  const held = () => props.role.permissions.some(({ id }) => id === props.id);
  return (
    <td class="border-line border-t px-2 py-1.5 text-center group-hover:bg-sunken">
      <Show
        when={held()}
        fallback={
          <span class="text-fg-3">
            <span aria-hidden="true">·</span>
            <span class="sr-only">{t().no}</span>
          </span>
        }
      >
        <HeldIcon class="mx-auto inline size-4 text-ok" role="img" aria-label={t().yes} />
      </Show>
    </td>
  );
}
