import type { Connection } from '@portolan/contract';
import { KindChip } from '../../components/kind-mark.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { ConnectionActions } from './connection-actions.tsx';
import { ConnectionAddress } from './connection-address.tsx';
import { ConnectionName } from './connection-name.tsx';
import { ConnectionStatusCell } from './connection-status-cell.tsx';
import type { ConnectionTests } from './use-connection-tests.ts';

export function ConnectionRow(props: { connection: Connection; tests: ConnectionTests }) {
  return (
    <tr class="border-line border-t hover:bg-sunken has-focus-visible:bg-sunken" data-connection={props.connection.id}>
      <th scope="row" class="h-14 px-3 py-2 text-left font-normal">
        <ConnectionName connection={props.connection} />
      </th>
      <td class="px-3 py-2 max-xl:hidden">
        <KindChip kind={props.connection.dbType} />
      </td>
      <td class="px-3 py-2">
        <ConnectionAddress connection={props.connection} />
      </td>
      <td class="px-3 py-2">
        <ConnectionStatusCell connection={props.connection} tests={props.tests} />
      </td>
      <td class="px-3 py-2 text-fg-2 tabular-nums">
        <RelativeTime at={props.connection.lastTestedAt} />
      </td>
      <td class="px-3 py-2">
        <ConnectionActions connection={props.connection} tests={props.tests} />
      </td>
    </tr>
  );
}
