import type { FieldList } from '@portolan/contract';
import { Show } from 'solid-js';
import { Chip } from '../../../components/ui/chip.tsx';
import { tableKind } from '../table-kind.ts';
import { byteSize } from './byte-size.ts';
import { t } from './texts.ts';

/** What kind of thing a table is, what it is for and how large; nothing where the database does not tell. */
export function TableFacts(props: { list: FieldList }) {
  const table = () => props.list.table;
  const rows = () => table().rowEstimate;
  const size = () => table().sizeBytes;
  return (
    <>
      <p class="mt-1 flex flex-wrap items-center gap-2 text-fg-2 text-xs">
        <Chip>{tableKind(table().kind)}</Chip>
        <Show when={rows() !== null}>
          <span title={t().estimate}>{t().rows(rows() ?? 0)}</span>
        </Show>
        <Show when={size() !== null}>
          <span title={t().withIndexes}>{byteSize(size() ?? 0)}</span>
        </Show>
        <Show when={props.list.engine}>{(engine) => <span>{t().engine(engine())}</span>}</Show>
        <Show when={props.list.collation}>{(collation) => <span>{t().collation(collation())}</span>}</Show>
        <Show when={props.list.rowSecurity}>
          <span title={t().rowSecurityHint}>{t().rowSecurity}</span>
        </Show>
      </p>
      <Show when={table().comment}>
        <p class="mt-1 max-w-prose break-words text-fg-2">{table().comment}</p>
      </Show>
    </>
  );
}
