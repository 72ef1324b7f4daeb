import { For, type JSX } from 'solid-js';
import { cx } from '../../../lib/cx.ts';
import type { ColumnId } from '../columns.ts';
import { useListLook } from './list-look.ts';

/** As much as a cell will hold, so that nothing moves when it does. */
const WIDTHS: Record<ColumnId, string> = {
  type: 'h-5.5 w-20 rounded-full',
  environment: 'h-5.5 w-24',
  address: 'h-3.5 w-4/5',
  username: 'h-3.5 w-16',
  tags: 'h-4.5 w-24',
  owner: 'h-3.5 w-20',
  status: 'h-5.5 w-22 rounded-full',
  health: 'h-8 w-24',
  tested: 'h-3.5 w-14',
  created: 'h-3.5 w-14',
};

export function SkeletonRows(props: { count: number }): JSX.Element {
  const { columns, isCompact } = useListLook();
  return (
    <For each={Array.from({ length: props.count })}>
      {() => (
        <tr class="border-line border-t">
          <td />
          <td class={cx('pr-3 pl-1', isCompact() ? 'h-9' : 'h-14')}>
            <div class="skeleton h-3.5 w-3/5" />
          </td>
          <For each={columns()}>
            {(id) => (
              <td class="px-3">
                <div class={cx('skeleton', WIDTHS[id])} />
              </td>
            )}
          </For>
          <td class="px-3">
            <div class="skeleton ml-auto h-5 w-16" />
          </td>
        </tr>
      )}
    </For>
  );
}
