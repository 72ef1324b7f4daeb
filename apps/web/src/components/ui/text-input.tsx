import { type ComponentProps, splitProps } from 'solid-js';
import { cx } from '../../lib/cx.ts';

/** One line of text. `mono` for what a machine reads: hosts, names of databases, paths. */
export function TextInput(props: ComponentProps<'input'> & { mono?: boolean | undefined }) {
  const [own, rest] = splitProps(props, ['mono', 'class']);
  return (
    <input
      autocomplete="off"
      spellcheck={false}
      {...rest}
      class={cx('field-box h-8 max-md:h-10', own.mono && 'font-mono md:text-xs', own.class)}
    />
  );
}
