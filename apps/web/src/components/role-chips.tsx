import { For, Show } from 'solid-js';
import { Chip } from './ui/chip.tsx';

/** The names of the roles that a member holds; `none` where there is none. */
export function RoleChips(props: { names: readonly string[]; none: string }) {
  return (
    <Show when={props.names.length > 0} fallback={<span class="text-fg-3">{props.none}</span>}>
      <ul class="flex flex-wrap gap-1">
        <For each={props.names}>
          {(name) => (
            <li class="min-w-0 max-w-full">
              <Chip tone="accent" title={name}>
                {name}
              </Chip>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
