import type { Accessor } from 'solid-js';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { createRowFocus } from '../../../lib/row-focus.ts';
import { rowStep } from '../../../lib/row-steps.ts';
import type { Row } from './group-rows.ts';
import type { RowVerbs } from './row-verbs.ts';
import type { Selection } from './selection.ts';

export interface RowKeys {
  /** Tab leads to one row of the list alone; the arrows lead on from there. */
  tabIndexOf(key: string): 0 | -1;
  /** For the element around the rows, each of which has its key as `data-connection`. */
  listen(root: HTMLElement): void;
  /** Gives the focus to the row in the place of one that is gone. */
  focusPlace(index: number): void;
  /** The place of the row that has, or last had, the focus. */
  place(): number;
}

/** Rows by keyboard: one tab stop for the whole list, keys for what is done most, ranges by Shift. */
export function useRowKeys(rows: Accessor<readonly Row[]>, selection: Selection, verbs: RowVerbs): RowKeys {
  const focus = createRowFocus('data-connection', () => rows().map(({ key }) => key));
  const at = (key: string | undefined) => rows()[focus.indexOf(key)];
  const held = () => at(focus.held());
  const connections = () => rows().map(({ connection }) => connection);

  const moveTo = (index: number, isExtending: boolean) => {
    const before = held();
    const target = rows()[index];
    if (isExtending && before && target) {
      if (!selection.has(before.connection.id)) selection.toggle(before.connection);
      selection.extend(target.connection, connections());
    }
    focus.moveTo(index);
  };
  const mark = () => {
    const row = held();
    if (row) selection.toggle(row.connection);
  };

  /** What a key does; false where it is none of the list's. */
  const press = (event: KeyboardEvent, { key, connection: row }: Row): boolean => {
    const isRow = (event.target as HTMLElement).dataset.connection !== undefined;
    const isLetter = event.key.length === 1;
    // Letters are shortcuts of the page, which knows chords; held down, they go on here.
    const to =
      isLetter && !event.repeat && !event.shiftKey ? undefined : rowStep(event.key, focus.indexOf(key), rows().length);
    if (to !== undefined) moveTo(to, event.shiftKey);
    else if (event.key === 'ArrowRight') focus.sideways(1);
    else if (event.key === 'ArrowLeft') focus.sideways(-1);
    else if (event.key === 'Enter' && isRow) verbs.run('open', row);
    else if (event.key === ' ' && isRow) event.shiftKey ? selection.extend(row, connections()) : selection.toggle(row);
    else if (event.key === 'Escape' && selection.count() > 0) selection.clear();
    else if (event.key === 'Delete' || event.key === 'Backspace') verbs.removeMarked(row);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) verbs.openMenu();
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = held();
    if (!row || event.defaultPrevented || event.altKey || (event.target as Element).matches('input')) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'a') return;
      selection.add(connections());
      event.preventDefault();
    } else if (press(event, row)) event.preventDefault();
  };
  const onMouseDown = (event: MouseEvent) => {
    // A range of rows is no selection of text.
    if (event.shiftKey && !isControl(event.target)) event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const row = at(focus.keyOf(event.target as Element));
    if (!row || isControl(event.target) || !(event.shiftKey || event.ctrlKey || event.metaKey)) return;
    if (event.shiftKey) selection.extend(row.connection, connections());
    else selection.toggle(row.connection);
    focus.elements()[focus.indexOf(row.key)]?.focus();
  };
  useHotkeys({
    j: () => focus.step('j'),
    k: () => focus.step('k'),
    x: mark,
    t: () => verbs.testMarked(held()?.connection),
    e: () => {
      const row = held();
      if (row) verbs.run('edit', row.connection);
    },
  });

  return {
    tabIndexOf: focus.tabIndexOf,
    listen(element) {
      focus.listen(element);
      element.addEventListener('keydown', onKeyDown);
      element.addEventListener('mousedown', onMouseDown);
      element.addEventListener('click', onClick);
    },
    focusPlace: focus.focusPlace,
    place: focus.place,
  };
}

const isControl = (target: EventTarget | null) =>
  target instanceof Element && target.closest('a,button,input,label') !== null;
