import type { TableItem } from '@portolan/contract';
import { Show } from 'solid-js';
import { Chip } from '../../../components/ui/chip.tsx';
import { byteSize, wholeNumber } from '../../../lib/format.ts';

/** What kind of thing a table is, what it is for and how large; nothing where the database does not tell. */
export function TableFacts(props: { table: TableItem }) {
  const rows = () => props.table.rowEstimate;
  const size = () => props.table.sizeBytes;
  return (
    <>
      <p class="mt-1 flex flex-wrap items-center gap-2 text-fg-2 text-xs">
        <Chip>{props.table.kind}</Chip>
        <Show when={rows() !== null}>
          <span title="The server's own estimate">about {wholeNumber(rows() ?? 0)} rows</span>
        </Show>
        <Show when={size() !== null}>
          <span title="With its indexes">{byteSize(size() ?? 0)}</span>
        </Show>
      </p>
      <Show when={props.table.comment}>
        <p class="mt-1 max-w-prose break-words text-fg-2">{props.table.comment}</p>
      </Show>
    </>
  );
}
