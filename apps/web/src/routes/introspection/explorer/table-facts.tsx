import type { FieldList } from '@portolan/contract';
import { Show } from 'solid-js';
import { Chip } from '../../../components/ui/chip.tsx';
import { wholeNumber } from '../../../lib/format.ts';
import { byteSize } from './byte-size.ts';

/** What kind of thing a table is, what it is for and how large; nothing where the database does not tell. */
export function TableFacts(props: { list: FieldList }) {
  const table = () => props.list.table;
  const rows = () => table().rowEstimate;
  const size = () => table().sizeBytes;
  return (
    <>
      <p class="mt-1 flex flex-wrap items-center gap-2 text-fg-2 text-xs">
        <Chip>{table().kind}</Chip>
        <Show when={rows() !== null}>
          <span title="The server's own estimate">about {wholeNumber(rows() ?? 0)} rows</span>
        </Show>
        <Show when={size() !== null}>
          <span title="With its indexes">{byteSize(size() ?? 0)}</span>
        </Show>
        <Show when={props.list.engine}>{(engine) => <span>engine {engine()}</span>}</Show>
        <Show when={props.list.collation}>{(collation) => <span>collation {collation()}</span>}</Show>
        <Show when={props.list.rowSecurity}>
          <span title="Rows are shown by policies alone">row security</span>
        </Show>
      </p>
      <Show when={table().comment}>
        <p class="mt-1 max-w-prose break-words text-fg-2">{table().comment}</p>
      </Show>
    </>
  );
}
