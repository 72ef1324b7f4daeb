import { createUniqueId, type JSX, Show } from 'solid-js';
import WarnIcon from '~icons/lucide/triangle-alert';
import { cx } from '../../lib/cx.ts';
import { sentence } from '../../lib/sentence.ts';

/** What the control inside a field must carry to be tied to its label, hint and error. */
export interface FieldControl {
  id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-required': boolean | undefined;
}

interface FieldProps {
  label: string;
  error?: string | undefined;
  hint?: JSX.Element;
  warning?: string | undefined;
  required?: boolean | undefined;
  class?: string | undefined;
  children: (control: FieldControl) => JSX.Element;
}

export function Field(props: FieldProps) {
  const id = createUniqueId();
  const describedBy = () => {
    if (props.error) return `${id}-error`;
    if (props.warning) return `${id}-warning`;
    return props.hint ? `${id}-hint` : undefined;
  };
  const control: FieldControl = {
    id,
    get 'aria-invalid'() {
      return Boolean(props.error);
    },
    get 'aria-describedby'() {
      return describedBy();
    },
    get 'aria-required'() {
      return props.required || undefined;
    },
  };
  return (
    <div class={cx('flex min-w-0 flex-col gap-1', props.class)}>
      <label for={id} class="font-medium text-fg-2 text-xs">
        {props.label}
        <Show when={props.required}>
          <span class="text-bad" aria-hidden="true">
            {' *'}
          </span>
        </Show>
      </label>
      {props.children(control)}
      <Show when={props.error}>
        <p id={`${id}-error`} class="flex gap-1 text-bad text-xs leading-4">
          <WarnIcon class="mt-0.5 size-3 shrink-0" aria-hidden="true" />
          {sentence(props.error ?? '')}
        </p>
      </Show>
      <Show when={!props.error && props.warning}>
        <p id={`${id}-warning`} class="flex gap-1 text-warn text-xs leading-4">
          <WarnIcon class="mt-0.5 size-3 shrink-0" aria-hidden="true" />
          {sentence(props.warning ?? '')}
        </p>
      </Show>
      <Show when={!props.error && !props.warning && props.hint}>
        <p id={`${id}-hint`} class="text-2xs text-fg-3">
          {props.hint}
        </p>
      </Show>
    </div>
  );
}
