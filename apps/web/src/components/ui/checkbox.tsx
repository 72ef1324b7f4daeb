import { createUniqueId, type JSX, Show } from 'solid-js';
import { cx } from '../../lib/cx.ts';

interface CheckboxProps {
  label: JSX.Element;
  /** A second line, such as the reason why it cannot be changed. */
  note?: JSX.Element;
  checked: boolean;
  disabled?: boolean;
  invalid?: boolean;
  name?: string;
  value?: string;
  onChange(checked: boolean): void;
}

/** The whole line is the target. */
export function Checkbox(props: CheckboxProps) {
  const id = createUniqueId();
  return (
    <label
      class={cx(
        'flex min-h-8 items-start gap-2.5 rounded-md px-2 py-1.5 max-md:min-h-10',
        props.disabled ? 'cursor-not-allowed text-fg-3' : 'cursor-pointer hover:bg-sunken',
      )}
    >
      <input
        type="checkbox"
        name={props.name}
        value={props.value}
        checked={props.checked}
        disabled={props.disabled}
        aria-invalid={props.invalid ? 'true' : undefined}
        aria-labelledby={`${id}-label`}
        aria-describedby={props.note ? id : undefined}
        onChange={(event) => {
          props.onChange(event.currentTarget.checked);
          // The state decides, also where it refuses the change.
          event.currentTarget.checked = props.checked;
        }}
        class="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <span class="min-w-0 flex-1">
        <span id={`${id}-label`} class="block break-words">
          {props.label}
        </span>
        <Show when={props.note}>
          <span id={id} class="block break-words text-2xs text-fg-3">
            {props.note}
          </span>
        </Show>
      </span>
    </label>
  );
}
