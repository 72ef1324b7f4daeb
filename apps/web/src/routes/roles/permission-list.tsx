import type { Permission } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { PERMISSION_MODULES } from '../../lib/permission-modules.ts';
import { t } from './dialog-texts.ts';

/** A set of permissions in words, by module. */
export function PermissionList(props: { ids: readonly Permission[] }) {
  const modules = () =>
    PERMISSION_MODULES.map(({ name, permissions }) => {
      return { name, permissions: permissions.filter(({ id }) => props.ids.includes(id)) };
    }).filter(({ permissions }) => permissions.length > 0);
  return (
    <Show when={modules().length > 0} fallback={<p class="text-fg-3">{t().noPermission}</p>}>
      <dl class="flex flex-col gap-3">
        <For each={modules()}>
          {(module) => (
            <div class="grid gap-x-4 gap-y-1 md:grid-cols-[8rem_1fr]">
              <dt class="font-medium">{module.name}</dt>
              <dd>
                <ul>
                  <For each={module.permissions}>
                    {(permission) => (
                      <li class="flex flex-wrap items-baseline gap-x-2">
                        <span class="text-fg-2">{permission.name}</span>
                        <code class="font-mono text-fg-3 text-xs">{permission.id}</code>
                      </li>
                    )}
                  </For>
                </ul>
              </dd>
            </div>
          )}
        </For>
      </dl>
    </Show>
  );
}
