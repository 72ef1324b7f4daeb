import { Show } from 'solid-js';
import DownIcon from '~icons/lucide/arrow-down';
import UpIcon from '~icons/lucide/arrow-up';
import { cx } from '../lib/cx.ts';

interface SortHeaderProps {
  label: string;
  class?: string | undefined;
  /** In CSS. */
  width?: string | undefined;
  order: 'asc' | 'desc' | null;
  onSort(): void;
}

const ARIA = { asc: 'ascending', desc: 'descending' } as const;

export function SortHeader(props: SortHeaderProps) {
  return (
    <th
      scope="col"
      class={cx('h-9 px-3 font-medium', props.class)}
      style={{ width: props.width }}
      aria-sort={props.order ? ARIA[props.order] : 'none'}
    >
      <button
        type="button"
        class={cx(
          '-mx-1.5 inline-flex h-7 items-center gap-1 whitespace-nowrap rounded px-1.5 hover:bg-idle-soft hover:text-fg',
          props.order && 'text-fg',
        )}
        onClick={() => props.onSort()}
      >
        {props.label}
        <Show when={props.order === 'asc'}>
          <UpIcon class="size-3" aria-hidden="true" />
        </Show>
        <Show when={props.order === 'desc'}>
          <DownIcon class="size-3" aria-hidden="true" />
        </Show>
      </button>
    </th>
  );
}
