import { type ComponentProps, splitProps } from 'solid-js';
import ChevronIcon from '~icons/lucide/chevron-down';
import { cx } from '../../lib/cx.ts';

/** The platform's own select: it needs no portal, works in dialogs and on phones. */
export function Select(props: ComponentProps<'select'>) {
  const [own, rest] = splitProps(props, ['class']);
  return (
    <span class={cx('relative inline-flex', own.class)}>
      <select {...rest} class="field-box h-8 appearance-none text-ellipsis pr-8 max-md:h-10" />
      <ChevronIcon
        class="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-3.5 text-fg-3"
        aria-hidden="true"
      />
    </span>
  );
}
