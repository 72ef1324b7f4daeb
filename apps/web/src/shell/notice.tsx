import type { ParentProps } from 'solid-js';
import { cx } from '../lib/cx.ts';

const tones = { plain: 'bg-accent-soft text-accent-fg', warn: 'bg-warn-soft text-warn' };

/** One line across the upper edge. What stands below makes room for it: the style sheet knows the class. */
export function Notice(props: ParentProps<{ tone: keyof typeof tones }>) {
  return (
    <div
      // A modal dialog takes the pointer away from everything else.
      class={cx(
        'notice pointer-events-auto fixed inset-x-0 top-0 z-[60] flex h-9 items-center justify-center gap-2 border-line border-b px-4 font-medium text-xs',
        tones[props.tone],
      )}
    >
      {props.children}
    </div>
  );
}
