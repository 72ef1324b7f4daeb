import { Show } from 'solid-js';
import { Chip } from '../../../components/ui/chip.tsx';
import { byteSize, wholeNumber } from '../../../lib/format.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { introspectionQueries } from '../queries.ts';

/** What kind of thing a table is, what it is for and how large; nothing where the database does not tell. */
export function TableFacts(props: { connectionId: string; schema: string; table: string }) {
  const table = useLiveQuery(() => ({
    ...introspectionQueries.table({ id: props.connectionId, schema: props.schema, table: props.table }),
    enabled: props.schema !== '',
  }));
  const rows = () => table.data?.rowEstimate ?? null;
  const size = () => table.data?.sizeBytes ?? null;
  return (
    <Show when={table.data}>
      {(found) => (
        <>
          <p class="mt-1 flex flex-wrap items-center gap-2 text-fg-2 text-xs">
            <Chip>{found().kind}</Chip>
            <Show when={rows() !== null}>
              <span title="The server's own estimate">about {wholeNumber(rows() ?? 0)} rows</span>
            </Show>
            <Show when={size() !== null}>
              <span title="With its indexes">{byteSize(size() ?? 0)}</span>
            </Show>
          </p>
          <Show when={found().comment}>
            <p class="mt-1 max-w-prose break-words text-fg-2">{found().comment}</p>
          </Show>
        </>
      )}
    </Show>
  );
}
