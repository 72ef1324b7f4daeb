import { For, Show } from 'solid-js';
import { cx } from '../lib/cx.ts';
import { wholeNumber } from '../lib/format.ts';

interface FilterPillsProps<T extends string> {
  legend: string;
  /** `count`: how many there are of it. */
  options: readonly { value: T | undefined; label: string; count?: number | undefined }[];
  value: T | undefined;
  onChange(value: T | undefined): void;
}

/** One of a few, always in sight. */
export function FilterPills<T extends string>(props: FilterPillsProps<T>) {
  return (
    <fieldset class="flex min-w-0 flex-wrap gap-1">
      <legend class="sr-only">{props.legend}</legend>
      <For each={props.options}>
        {(option) => (
          <button
            type="button"
            aria-pressed={props.value === option.value}
            onClick={() => props.onChange(option.value)}
            class={cx(
              'inline-flex h-8 shrink-0 items-center rounded-full border px-3 font-medium max-md:h-10',
              props.value === option.value
                ? 'border-accent bg-accent-soft text-accent-fg'
                : 'border-line text-fg-2 hover:bg-idle-soft',
            )}
          >
            {option.label}
            <Show when={option.count !== undefined}>
              <span class="ml-1.5 text-fg-3 tabular-nums">{wholeNumber(option.count ?? 0)}</span>
            </Show>
          </button>
        )}
      </For>
    </fieldset>
  );
}
