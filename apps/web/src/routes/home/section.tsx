import { A } from '@solidjs/router';
import { createUniqueId, type ParentProps, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import type { Icon } from '../../components/ui/chip.tsx';
import { wholeNumber } from '../../lib/format.ts';

interface SectionProps {
  title: string;
  icon?: Icon | undefined;
  /** How many there are, shown or not. */
  count: number;
  /** Where all of them stand. */
  more?: { href: string; label: string } | undefined;
}

/** One kind of thing that needs attention. */
export function Section(props: ParentProps<SectionProps>) {
  const id = createUniqueId();
  return (
    <section aria-labelledby={id} class="min-w-0">
      <div class="mb-1.5 flex min-h-6 items-center gap-2">
        <Show when={props.icon}>
          {(icon) => <Dynamic component={icon()} class="size-4 shrink-0 text-fg-3" aria-hidden="true" />}
        </Show>
        <h2 id={id} class="font-medium">
          {props.title} <span class="font-normal text-fg-3 tabular-nums">{wholeNumber(props.count)}</span>
        </h2>
        <Show when={props.more}>
          {(more) => (
            <A href={more().href} class="ml-auto flex min-h-6 items-center text-accent-fg text-xs hover:underline">
              {more().label}
            </A>
          )}
        </Show>
      </div>
      {props.children}
    </section>
  );
}
