import { type Accessor, createSignal } from 'solid-js';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import type { Row } from './group-rows.ts';
import { rowStep } from './row-steps.ts';
import type { RowVerbs } from './row-verbs.ts';
import type { Selection } from './selection.ts';

/** What of a row the arrows lead to; its box is marked by X. */
const STOPS = 'a[href],button';

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
  const [stop, setStop] = createSignal<string>();
  let root: HTMLElement | undefined;
  let place = 0;

  const elements = () => [...(root?.querySelectorAll<HTMLElement>('[data-connection]') ?? [])];
  const keyOf = (element: Element | null | undefined) =>
    element?.closest<HTMLElement>('[data-connection]')?.dataset.connection;
  const indexOf = (key: string | undefined) => rows().findIndex((row) => row.key === key);
  const at = (key: string | undefined) => rows()[indexOf(key)];
  const held = () => (root?.contains(document.activeElement) ? at(keyOf(document.activeElement)) : undefined);
  const connections = () => rows().map(({ connection }) => connection);
  const focusPlace = (index: number) => elements()[Math.min(index, rows().length - 1)]?.focus();
  const firstStop = () => (at(stop()) ? stop() : rows()[0]?.key);

  /** The same control of another row, or that row itself. */
  const moveTo = (index: number, isExtending: boolean) => {
    const before = held();
    const from = elements()[indexOf(before?.key)];
    const column = from ? [...from.querySelectorAll(STOPS)].indexOf(document.activeElement as Element) : -1;
    const row = elements()[index];
    const target = rows()[index];
    if (!row || !target) return;
    if (isExtending && before) {
      if (!selection.has(before.connection.id)) selection.toggle(before.connection);
      selection.extend(target.connection, connections());
    }
    (row.querySelectorAll<HTMLElement>(STOPS)[column] ?? row).focus();
    row.scrollIntoView({ block: 'nearest' });
  };
  const sideways = (step: 1 | -1) => {
    const row = document.activeElement?.closest<HTMLElement>('[data-connection]');
    if (!row) return;
    const stops = [row, ...row.querySelectorAll<HTMLElement>(STOPS)];
    stops[Math.max(0, stops.indexOf(document.activeElement as HTMLElement) + step)]?.focus();
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
      isLetter && !event.repeat && !event.shiftKey ? undefined : rowStep(event.key, indexOf(key), rows().length);
    if (to !== undefined) moveTo(to, event.shiftKey);
    else if (event.key === 'ArrowRight') sideways(1);
    else if (event.key === 'ArrowLeft') sideways(-1);
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
  const onFocusIn = (event: FocusEvent) => {
    const key = keyOf(event.target as Element);
    if (!key) return;
    place = indexOf(key);
    setStop(key);
  };
  const onMouseDown = (event: MouseEvent) => {
    // A range of rows is no selection of text.
    if (event.shiftKey && !isControl(event.target)) event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const row = at(keyOf(event.target as Element));
    if (!row || isControl(event.target) || !(event.shiftKey || event.ctrlKey || event.metaKey)) return;
    if (event.shiftKey) selection.extend(row.connection, connections());
    else selection.toggle(row.connection);
    elements()[indexOf(row.key)]?.focus();
  };
  const step = (key: 'j' | 'k') => {
    const index = indexOf(held()?.key);
    if (index < 0) focusPlace(Math.max(0, indexOf(firstStop())));
    else moveTo(rowStep(key, index, rows().length) ?? index, false);
  };
  useHotkeys({
    j: () => step('j'),
    k: () => step('k'),
    x: mark,
    t: () => verbs.testMarked(held()?.connection),
    e: () => {
      const row = held();
      if (row) verbs.run('edit', row.connection);
    },
  });

  return {
    tabIndexOf: (key) => (firstStop() === key ? 0 : -1),
    listen(element) {
      root = element;
      element.addEventListener('keydown', onKeyDown);
      element.addEventListener('focusin', onFocusIn);
      element.addEventListener('mousedown', onMouseDown);
      element.addEventListener('click', onClick);
    },
    focusPlace,
    place: () => place,
  };
}

const isControl = (target: EventTarget | null) =>
  target instanceof Element && target.closest('a,button,input,label') !== null;
