import type { ParentProps } from 'solid-js';

/** The first cell of a row: what a thing is called, what machines know it by, and what else there is to say of it. */
export function NamedCell(props: ParentProps<{ name: string; code: string }>) {
  return (
    <div class="min-w-0">
      <p class="truncate font-medium text-fg" title={props.name}>
        {props.name}
      </p>
      <p class="truncate font-mono text-fg-3 text-xs" title={props.code}>
        {props.code}
      </p>
      {props.children}
    </div>
  );
}
