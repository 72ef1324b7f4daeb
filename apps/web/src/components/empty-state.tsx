import type { JSX, ParentProps } from 'solid-js';

/** Nothing to show: says why, and offers the one action that changes it. */
export function EmptyState(props: ParentProps<{ title: string; text: JSX.Element }>) {
  return (
    <div class="flex flex-col items-center gap-2 rounded-lg border border-line-strong/50 border-dashed px-6 py-14 text-center">
      <p class="font-medium">{props.title}</p>
      <p class="max-w-sm text-fg-2">{props.text}</p>
      <div class="mt-2 empty:hidden">{props.children}</div>
    </div>
  );
}
