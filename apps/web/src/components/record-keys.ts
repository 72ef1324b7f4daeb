import type { Accessor } from 'solid-js';
import { useHotkeys } from '../lib/hotkeys.ts';
import { createRowFocus, type RowFocus } from '../lib/row-focus.ts';
import { rowStep } from '../lib/row-steps.ts';

/** What a list does by keyboard; the arrows, J and K lead through its rows by themselves. */
export interface RecordKeys<T> {
  idOf(row: T): string;
  open(row: T): void;
  remove(row: T): void;
  /** Of the page, each for the row that has the focus. */
  letters: Record<string, (row: T) => void>;
}

/** Each row has its id as `data-record`, and its menu behind a button. */
export function useRecordKeys<T>(keys: RecordKeys<T>, rows: Accessor<readonly T[]>): RowFocus {
  const focus = createRowFocus('data-record', () => rows().map(keys.idOf));
  const held = () => rows()[focus.indexOf(focus.held())];
  const forHeld = (act: (row: T) => void) => () => {
    const row = held();
    if (row) act(row);
  };
  const openMenu = () => {
    const button = focus.elements()[focus.indexOf(focus.held())]?.querySelector<HTMLElement>('[aria-haspopup]');
    button?.focus();
    button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  };
  const press = (event: KeyboardEvent, row: T): boolean => {
    const isRow = (event.target as HTMLElement).dataset.record !== undefined;
    // Letters are shortcuts of the page, which knows chords.
    const to = event.key.length === 1 ? undefined : rowStep(event.key, focus.indexOf(keys.idOf(row)), rows().length);
    if (to !== undefined) focus.moveTo(to);
    else if (event.key === 'ArrowRight') focus.sideways(1);
    else if (event.key === 'ArrowLeft') focus.sideways(-1);
    else if (event.key === 'Enter' && isRow) keys.open(row);
    else if (event.key === 'Delete' || event.key === 'Backspace') keys.remove(row);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) openMenu();
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = held();
    const isTaken = event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey;
    // An arrow on the button of a menu opens it.
    const isMenu = (event.target as Element).matches('[aria-haspopup]') && event.key.startsWith('Arrow');
    if (row && !isTaken && !isMenu && press(event, row)) event.preventDefault();
  };
  const letters = Object.entries(keys.letters).map(([letter, act]) => [letter, forHeld(act)] as const);
  useHotkeys({ ...Object.fromEntries(letters), j: () => focus.step('j'), k: () => focus.step('k') });
  return {
    ...focus,
    listen(element) {
      focus.listen(element);
      element.addEventListener('keydown', onKeyDown);
    },
  };
}
