import type { Connection } from '@portolan/contract';
import { Match, Switch } from 'solid-js';
import { KindChip } from '../../components/kind-mark.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import type { ColumnId } from './columns.ts';
import { ConnectionAddress } from './connection-address.tsx';
import { ConnectionStatusCell } from './connection-status-cell.tsx';
import { HealthSlot } from './health/health-slot.tsx';
import { EnvironmentChip } from './order/environment-chip.tsx';
import { TagList } from './order/tag-list.tsx';
import { useListLook } from './rows/list-look.ts';
import { useListRows } from './rows/list-rows.ts';

/** How many tags a row has room for. */
const MOST_TAGS = { compact: 2, comfortable: 3 };

/** One of the columns that can be chosen. */
export function ConnectionCell(props: { column: ColumnId; connection: Connection }) {
  const { tests } = useListRows();
  const { isCompact, ownerName } = useListLook();
  const owner = () => props.connection.ownerId && (ownerName(props.connection.ownerId) ?? '…');
  return (
    <Switch>
      <Match when={props.column === 'type'}>
        <KindChip kind={props.connection.dbType} />
      </Match>
      <Match when={props.column === 'environment'}>
        <EnvironmentChip environment={props.connection.environment} />
      </Match>
      <Match when={props.column === 'address'}>
        <ConnectionAddress connection={props.connection} isCompact={isCompact()} />
      </Match>
      <Match when={props.column === 'username'}>
        <Text text={props.connection.username} mono />
      </Match>
      <Match when={props.column === 'tags'}>
        <TagList
          tags={props.connection.tags}
          most={MOST_TAGS[isCompact() ? 'compact' : 'comfortable']}
          isLine={isCompact()}
        />
      </Match>
      <Match when={props.column === 'owner'}>
        <Text text={owner()} />
      </Match>
      <Match when={props.column === 'status'}>
        <ConnectionStatusCell connection={props.connection} tests={tests} isCompact={isCompact()} />
      </Match>
      <Match when={props.column === 'health'}>
        <HealthSlot connection={props.connection} isCompact={isCompact()} />
      </Match>
      <Match when={props.column === 'tested'}>
        <RelativeTime at={props.connection.lastTestedAt} class="text-fg-2 tabular-nums" />
      </Match>
      <Match when={props.column === 'created'}>
        <RelativeTime at={props.connection.createdAt} class="text-fg-2 tabular-nums" />
      </Match>
    </Switch>
  );
}

function Text(props: { text: string | null; mono?: boolean }) {
  return (
    <p
      class="truncate text-fg-2"
      classList={{ 'font-mono text-xs': Boolean(props.mono) }}
      title={props.text ?? undefined}
    >
      {props.text ?? '—'}
    </p>
  );
}
