import { createUniqueId, Show } from 'solid-js';
import WarnIcon from '~icons/lucide/triangle-alert';

interface SwitchProps {
  label: string;
  hint?: string | undefined;
  warning?: string | undefined;
  checked: boolean;
  disabled?: boolean;
  name?: string;
  onChange(checked: boolean): void;
}

export function Switch(props: SwitchProps) {
  const id = createUniqueId();
  return (
    <div class="flex gap-2.5">
      <input
        id={id}
        type="checkbox"
        role="switch"
        name={props.name}
        checked={props.checked}
        aria-checked={props.checked}
        disabled={props.disabled}
        aria-describedby={props.warning || props.hint ? `${id}-note` : undefined}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
        class="relative mt-0.5 h-6 w-10 shrink-0 cursor-pointer appearance-none rounded-full bg-line-strong transition-colors before:absolute before:top-1 before:left-1 before:size-4 before:rounded-full before:bg-[white] before:transition-transform checked:bg-accent checked:before:translate-x-4 disabled:cursor-not-allowed disabled:opacity-50"
      />
      <div class="min-w-0">
        <label for={id} class="block cursor-pointer pt-1 font-medium text-fg-2 text-xs">
          {props.label}
        </label>
        <Show
          when={props.warning}
          fallback={
            <p id={`${id}-note`} class="text-2xs text-fg-3">
              {props.hint}
            </p>
          }
        >
          <p id={`${id}-note`} class="flex gap-1 text-warn text-xs leading-4">
            <WarnIcon class="mt-0.5 size-3 shrink-0" aria-hidden="true" />
            {props.warning}
          </p>
        </Show>
      </div>
    </div>
  );
}
