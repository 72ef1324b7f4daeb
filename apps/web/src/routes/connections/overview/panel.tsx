import { createUniqueId, type JSX, type ParentProps } from 'solid-js';
import { cx } from '../../../lib/cx.ts';

/** A part of the overview under its own heading. */
export function Panel(props: ParentProps<{ title: string; aside?: JSX.Element; class?: string }>) {
  const id = createUniqueId();
  return (
    <section
      aria-labelledby={id}
      class={cx('flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-surface p-4', props.class)}
    >
      <div class="flex flex-wrap items-center justify-between gap-2">
        <h2 id={id} class="font-semibold">
          {props.title}
        </h2>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}

/** What something is called, and what it is. */
export function Fact(props: ParentProps<{ label: string }>) {
  return (
    <div class="flex min-w-0 items-baseline justify-between gap-3">
      <dt class="shrink-0 text-fg-3 text-xs">{props.label}</dt>
      <dd class="min-w-0 break-words text-right">{props.children}</dd>
    </div>
  );
}
