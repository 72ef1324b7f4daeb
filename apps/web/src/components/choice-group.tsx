import { createUniqueId, type ParentProps, Show } from 'solid-js';
import WarnIcon from '~icons/lucide/triangle-alert';
import { sentence } from '../lib/sentence.ts';

/** Several controls under one question, with what is wrong with their answer. */
export function ChoiceGroup(props: ParentProps<{ legend: string; error?: string | undefined }>) {
  const id = createUniqueId();
  return (
    <fieldset class="min-w-0" aria-describedby={props.error ? id : undefined}>
      <legend class="mb-1 font-medium text-fg-2 text-xs">{props.legend}</legend>
      {props.children}
      <Show when={props.error}>
        {(error) => (
          <p id={id} class="mt-1 flex gap-1 text-bad text-xs leading-4">
            <WarnIcon class="mt-0.5 size-3 shrink-0" aria-hidden="true" />
            {sentence(error())}
          </p>
        )}
      </Show>
    </fieldset>
  );
}

/** One of a few. The whole line is the target. */
export function Radio(props: { name: string; label: string; checked: boolean; onChoose(): void }) {
  return (
    <label class="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-sunken max-md:min-h-10">
      <input
        type="radio"
        name={props.name}
        checked={props.checked}
        onChange={() => props.onChoose()}
        class="size-4 shrink-0 accent-accent"
      />
      <span class="min-w-0 break-words">{props.label}</span>
    </label>
  );
}
