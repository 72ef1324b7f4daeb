import { type JSX, type ParentProps, Show } from 'solid-js';
import { cx } from '../lib/cx.ts';
import { Logo } from './logo.tsx';
import { RhumbLines } from './rhumb-lines.tsx';

/** A page outside the shell: one card on the chart. */
export function PublicPage(props: ParentProps<{ title: string; text?: JSX.Element; class?: string }>) {
  return (
    <main class="relative grid min-h-dvh grid-cols-1 place-items-center overflow-hidden p-4">
      <RhumbLines class="absolute inset-0 size-full text-accent/10" />
      <div
        class={cx(
          'relative w-full max-w-sm rounded-xl border border-line bg-surface p-6 shadow-pop dark:bg-raised',
          props.class,
        )}
      >
        <Logo class="size-9" />
        <h1 class="mt-4 break-words font-semibold text-lg tracking-tight">{props.title}</h1>
        <Show when={props.text}>
          <p class="mt-1 break-words text-fg-2">{props.text}</p>
        </Show>
        {props.children}
      </div>
    </main>
  );
}
