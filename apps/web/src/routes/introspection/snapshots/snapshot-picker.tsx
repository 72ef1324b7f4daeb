import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { Select } from '../../../components/ui/select.tsx';
import { allPages } from '../../../lib/all-pages.ts';
import { toFailure } from '../../../lib/app-error.ts';
import { api } from '../../../lib/client.ts';
import { dateTimeInList, dateTimesApart } from '../../../lib/format.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { useCan } from '../../../lib/session.tsx';
import { introspectionQueries } from '../queries.ts';
import { t } from './diff-texts.ts';

/** The newest ones, which is what anybody compares; older ones are reached by their links. */
const MOST = 100;

interface SnapshotPickerProps {
  side: 'before' | 'after';
  /** The connection that the chosen snapshot is of. */
  connectionId: string;
  chosen: string;
  takenAt: string | undefined;
  onChoose(snapshotId: string): void;
}

/** A connection of the tenant, and one of its snapshots. Another connection brings its latest. */
export function SnapshotPicker(props: SnapshotPickerProps) {
  const queries = useQueryClient();
  const can = useCan();
  const [note, setNote] = createSignal('');
  const connections = useLiveQuery(() => ({
    queryKey: ['connections', 'names'],
    queryFn: () =>
      allPages((paging) =>
        api.connections.list.query({ ...paging, sortBy: 'name' as const, sortOrder: 'asc' as const }),
      ),
    enabled: can('connections:read'),
  }));
  const snapshots = useLiveQuery(() => introspectionQueries.snapshots({ id: props.connectionId, limit: MOST }));
  const options = () => {
    const known = snapshots.data?.items ?? [];
    const times = dateTimesApart(known.map(({ takenAt }) => takenAt));
    const lines = known.map(({ id, tables }, index) => ({
      id,
      text: t().snapshotOption(times[index] ?? '', tables),
    }));
    if (lines.some(({ id }) => id === props.chosen)) return lines;
    return [{ id: props.chosen, text: props.takenAt ? dateTimeInList(props.takenAt) : t().ofLink }, ...lines];
  };
  const chooseConnection = async (id: string) => {
    setNote('');
    try {
      const page = await queries.fetchQuery(introspectionQueries.snapshots({ id, limit: MOST }));
      const latest = page.items[0];
      if (latest) props.onChoose(latest.id);
      else setNote(t().noSnapshot);
    } catch (error) {
      setNote(toFailure(error).message);
    }
  };
  return (
    <fieldset class="flex min-w-0 flex-col gap-1 max-md:w-full">
      <legend class="sr-only">{t()[props.side]}</legend>
      <div class="flex min-w-0 items-center gap-1 max-md:flex-wrap">
        <span class="shrink-0 font-medium text-fg-2 text-xs max-md:basis-full" aria-hidden="true">
          {t()[props.side]}
        </span>
        <Select
          aria-label={t()[`${props.side}Connection`]}
          class="min-w-0 max-md:w-full md:max-w-36 xl:max-w-52"
          onChange={(event) => void chooseConnection(event.currentTarget.value)}
        >
          <For each={connections.data ?? []}>
            {(connection) => (
              <option value={connection.id} selected={connection.id === props.connectionId}>
                {connection.name}
              </option>
            )}
          </For>
        </Select>
        <Select
          aria-label={t()[`${props.side}Snapshot`]}
          class="min-w-0 max-md:w-full md:max-w-56 xl:max-w-80"
          onChange={(event) => props.onChoose(event.currentTarget.value)}
        >
          <For each={options()}>
            {(option) => (
              <option value={option.id} selected={option.id === props.chosen}>
                {option.text}
              </option>
            )}
          </For>
        </Select>
      </div>
      <p role="status" class="text-warn text-xs empty:hidden">
        <Show when={note()}>{note()}</Show>
      </p>
    </fieldset>
  );
}
