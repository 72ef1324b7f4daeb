import type { Connection } from '@portolan/contract';
import { createEffect } from 'solid-js';
import type { Row } from './group-rows.ts';
import { useListRows } from './list-rows.ts';
import { t } from './texts.ts';

const connectionsOf = (rows: readonly Row[]) => rows.map(({ connection }) => connection);

/** The mark of a row. In sight where it is likely to be wanted; by keyboard it is X. */
export function RowCheck(props: { connection: Connection }) {
  const { rows, selection } = useListRows();
  const onClick = (event: MouseEvent & { currentTarget: HTMLInputElement }) => {
    const isChecked = event.currentTarget.checked;
    if (event.shiftKey && isChecked) selection.extend(props.connection, connectionsOf(rows()));
    else selection.toggle(props.connection);
    // The keys of the list go on from here.
    event.currentTarget.closest<HTMLElement>('[data-connection]')?.focus({ preventScroll: true });
  };
  return (
    <input
      type="checkbox"
      tabindex={-1}
      class="row-check"
      aria-label={t().select(props.connection.name)}
      checked={selection.has(props.connection.id)}
      onClick={onClick}
    />
  );
}

/** Marks the whole page of the list, or takes its marks away. */
export function PageCheck() {
  const { rows, selection } = useListRows();
  const connections = () => connectionsOf(rows());
  const marked = () => connections().filter(({ id }) => selection.has(id)).length;
  const isWhole = () => rows().length > 0 && marked() === rows().length;
  const turn = () => {
    if (isWhole()) selection.remove(connections().map(({ id }) => id));
    else selection.add(connections());
  };
  let box!: HTMLInputElement;
  createEffect(() => {
    box.indeterminate = marked() > 0 && !isWhole();
  });
  return (
    <input
      ref={box}
      type="checkbox"
      class="row-check"
      aria-label={t().selectPage}
      checked={isWhole()}
      onChange={turn}
    />
  );
}
