import { type ComponentProps, Show, splitProps } from 'solid-js';
import { cx } from '../../lib/cx.ts';
import { Spinner } from './spinner.tsx';

const variants = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover shadow-sm',
  secondary: 'border border-line bg-surface text-fg hover:bg-sunken dark:bg-raised dark:hover:bg-idle-soft',
  ghost: 'text-fg-2 hover:bg-idle-soft hover:text-fg',
  danger: 'bg-bad-soft text-bad hover:brightness-95 dark:hover:brightness-110',
};
const sizes = { sm: 'h-7 px-2.5 text-xs max-md:h-9', md: 'h-8 px-3 max-md:h-10', icon: 'size-8 max-md:size-10' };

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
  /** Shows progress and ignores clicks, while the button keeps its focus. */
  busy?: boolean;
}

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ['variant', 'size', 'busy', 'class', 'children', 'onClick']);
  const onClick = (event: MouseEvent & { currentTarget: HTMLButtonElement; target: Element }) => {
    if (own.busy) event.preventDefault();
    else if (typeof own.onClick === 'function') own.onClick(event);
  };
  return (
    <button
      type="button"
      {...rest}
      aria-busy={own.busy || undefined}
      aria-disabled={own.busy || rest['aria-disabled']}
      onClick={onClick}
      class={cx(
        'inline-flex select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-50',
        sizes[own.size ?? 'md'],
        variants[own.variant ?? 'secondary'],
        own.class,
      )}
    >
      <Show when={own.busy}>
        <Spinner />
      </Show>
      {own.children}
    </button>
  );
}
