import type { ParentProps } from 'solid-js';

/** The key that does the same. A hint for the eye; phones do without. */
export function Kbd(props: ParentProps) {
  return (
    <kbd class="rounded border border-line bg-sunken px-1 font-sans text-2xs text-fg-3 leading-4 max-md:hidden">
      {props.children}
    </kbd>
  );
}
