import type { Connection } from '@portolan/contract';
import { KindChip } from '../../components/kind-mark.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { ConnectionActions } from './connection-actions.tsx';
import { ConnectionAddress } from './connection-address.tsx';
import { ConnectionName } from './connection-name.tsx';
import { ConnectionStatusCell } from './connection-status-cell.tsx';
import { useListRows } from './rows/list-rows.ts';
import { RowCheck } from './rows/row-check.tsx';

export function ConnectionRow(props: { connection: Connection }) {
  const { keys, selection, tests } = useListRows();
  return (
    <tr
      class="border-line border-t -outline-offset-2 hover:bg-sunken has-focus-visible:bg-sunken aria-selected:bg-accent-soft"
      data-connection={props.connection.id}
      tabindex={keys.tabIndexOf(props.connection.id)}
      aria-selected={selection.has(props.connection.id)}
    >
      <td class="pl-2">
        <RowCheck connection={props.connection} />
      </td>
      <th scope="row" class="h-14 py-2 pr-3 pl-1 text-left font-normal">
        <ConnectionName connection={props.connection} />
      </th>
      <td class="px-3 py-2 max-xl:hidden">
        <KindChip kind={props.connection.dbType} />
      </td>
      <td class="px-3 py-2">
        <ConnectionAddress connection={props.connection} />
      </td>
      <td class="px-3 py-2">
        <ConnectionStatusCell connection={props.connection} tests={tests} />
      </td>
      <td class="px-3 py-2 text-fg-2 tabular-nums">
        <RelativeTime at={props.connection.lastTestedAt} />
      </td>
      <td class="px-3 py-2">
        <ConnectionActions connection={props.connection} />
      </td>
    </tr>
  );
}
