import type { Connection } from '@portolan/contract';
import { For } from 'solid-js';
import { cx } from '../../lib/cx.ts';
import { ConnectionActions } from './connection-actions.tsx';
import { ConnectionCell } from './connection-cell.tsx';
import { ConnectionName } from './connection-name.tsx';
import { useListLook } from './rows/list-look.ts';
import { useListRows } from './rows/list-rows.ts';
import { RowCheck } from './rows/row-check.tsx';

export function ConnectionRow(props: { rowKey: string; connection: Connection }) {
  const { keys, selection } = useListRows();
  const { columns, groupBy, isCompact } = useListLook();
  const isGrouped = () => groupBy() === 'environment';
  const padding = () => (isCompact() ? 'py-0' : 'py-2');
  return (
    <tr
      class="env-edge border-line border-t bg-surface -outline-offset-2 hover:bg-sunken has-focus-visible:bg-sunken aria-selected:bg-accent-soft"
      data-connection={props.rowKey}
      data-environment={props.connection.environment}
      tabindex={keys.tabIndexOf(props.rowKey)}
      aria-selected={selection.has(props.connection.id)}
    >
      <td class="pl-2">
        <RowCheck connection={props.connection} />
      </td>
      <th scope="row" class={cx('pr-3 pl-1 text-left font-normal', padding(), isCompact() ? 'h-9' : 'h-14')}>
        <ConnectionName
          connection={props.connection}
          isCompact={isCompact()}
          hasKind={!columns().includes('type')}
          hasEnvironment={!columns().includes('environment') && !isGrouped()}
        />
      </th>
      <For each={columns()}>
        {(id) => (
          <td class={cx('px-3', padding())}>
            <ConnectionCell column={id} connection={props.connection} />
          </td>
        )}
      </For>
      <td class={cx('row-end px-3', padding())}>
        <ConnectionActions connection={props.connection} />
      </td>
    </tr>
  );
}
