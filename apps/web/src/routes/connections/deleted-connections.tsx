import type { Connection, ConnectionDeleter } from '@portolan/contract';
import { keepPreviousData, useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import RestoreIcon from '~icons/lucide/rotate-ccw';
import { EmptyState } from '../../components/empty-state.tsx';
import { Listing } from '../../components/listing.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Button } from '../../components/ui/button.tsx';
import { focusPageWhenLost } from '../../components/ui/restore-focus.ts';
import { localized } from '../../lib/locale.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { deletedConnections } from '../../locales/en.ts?deletedConnections';
import { columnLabel } from './columns.ts';
import { ConnectionAddress } from './connection-address.tsx';
import { ConnectionName } from './connection-name.tsx';
import { type ListPatch, type ListState, toListInput } from './list-params.ts';
import { connectionQueries } from './queries.ts';
import { restoreConnections } from './restore-connections.ts';

const t = localized('deletedConnections', deletedConnections);

interface DeletedConnectionsProps {
  state: ListState;
  onChange: ListPatch;
  onClear(): void;
}

/** What was deleted and by whom, for who may bring it back. */
export default function DeletedConnections(props: DeletedConnectionsProps) {
  const queries = useQueryClient();
  const [restoring, setRestoring] = createSignal<string | null>(null);
  const list = useLiveQuery(() => ({
    ...connectionQueries.list(toListInput(props.state)),
    placeholderData: keepPreviousData,
  }));
  const someoneDid = () => list.data?.items.some(({ deletedByUserId }) => deletedByUserId) ?? false;
  const deleters = useLiveQuery(() => ({ ...connectionQueries.deleters(), enabled: someoneDid() }));
  const restore = async (connection: Connection) => {
    setRestoring(connection.id);
    await restoreConnections(queries, [connection]);
    setRestoring(null);
    focusPageWhenLost();
  };
  const columns = (): readonly Column<Connection>[] => [
    { label: t().name, class: 'w-[30%]', cell: (connection) => <ConnectionName connection={connection} hasKind /> },
    { label: columnLabel('address'), cell: (connection) => <ConnectionAddress connection={connection} /> },
    {
      label: t().by,
      class: 'w-36',
      cell: ({ deletedByUserId }) => (
        <Deleter
          person={deleters.data?.find(({ id }) => id === deletedByUserId)}
          isComing={Boolean(deletedByUserId) && deleters.isPending}
        />
      ),
    },
    { label: t().at, class: 'w-28', cell: ({ deletedAt }) => <RelativeTime at={deletedAt ?? null} /> },
  ];
  return (
    <Listing
      counted={t().count}
      failed={t().notLoaded}
      query={list}
      paging={props.state}
      onPaging={props.onChange}
      empty={
        <EmptyState title={t().none} text={t().noneText}>
          <Button onClick={props.onClear}>{t().clearFilters}</Button>
        </EmptyState>
      }
    >
      <RecordList
        label={t().list}
        columns={columns()}
        rows={list.data?.items}
        stale={list.isPlaceholderData}
        actionsClass="w-40"
        actionsBelow
        actions={(connection) => (
          <Button
            size="sm"
            variant="ghost"
            busy={restoring() === connection.id}
            aria-label={t().restoreOf(connection.name)}
            onClick={() => void restore(connection)}
          >
            <Show when={restoring() !== connection.id}>
              <RestoreIcon class="size-3.5" aria-hidden="true" />
            </Show>
            {t().restore}
          </Button>
        )}
      />
    </Listing>
  );
}

function Deleter(props: { person: ConnectionDeleter | undefined; isComing: boolean }) {
  return (
    <Show when={!props.isComing} fallback={<span class="skeleton block h-4 w-24" />}>
      <p class="truncate" title={props.person?.email}>
        {props.person?.name ?? props.person?.email ?? '—'}
      </p>
    </Show>
  );
}
