import { type Accessor, createSignal } from 'solid-js';
import { rowStep } from './row-steps.ts';

/** What of a row the arrows lead to. */
const STOPS = 'a[href],button';

export interface RowFocus {
  /** Tab leads to one row of the list alone; the arrows lead on from there. */
  tabIndexOf(key: string): 0 | -1;
  /** For the element around the rows. */
  listen(root: HTMLElement): void;
  /** The rows on the page. */
  elements(): HTMLElement[];
  keyOf(element: Element | null): string | undefined;
  indexOf(key: string | undefined): number;
  /** The key of the row that has the focus, or something in it. */
  held(): string | undefined;
  /** The same control of another row, or that row itself. */
  moveTo(index: number): void;
  /** To the controls of the row, and back. */
  sideways(step: 1 | -1): void;
  /** To the next row or the one before; to the list where the focus is elsewhere. */
  step(key: 'j' | 'k'): void;
  /** Gives the focus to the row in the place of one that is gone. */
  focusPlace(index: number): void;
  /** The place of the row that has, or last had, the focus. */
  place(): number;
}

/** The focus in a list of rows, each of which has its key in an attribute: one tab stop, and arrows from there. */
export function createRowFocus(attribute: `data-${string}`, keys: Accessor<readonly string[]>): RowFocus {
  const [stop, setStop] = createSignal<string>();
  let root: HTMLElement | undefined;
  let place = 0;

  const elements = () => [...(root?.querySelectorAll<HTMLElement>(`[${attribute}]`) ?? [])];
  const keyOf = (element: Element | null) => element?.closest(`[${attribute}]`)?.getAttribute(attribute) ?? undefined;
  const indexOf = (key: string | undefined) => (key === undefined ? -1 : keys().indexOf(key));
  const known = (key: string | undefined) => (indexOf(key) >= 0 ? key : undefined);
  const held = () => (root?.contains(document.activeElement) ? known(keyOf(document.activeElement)) : undefined);
  const focusPlace = (index: number) => elements()[Math.min(index, keys().length - 1)]?.focus();
  const firstStop = () => known(stop()) ?? keys()[0];
  const moveTo = (index: number) => {
    const from = elements()[indexOf(held())];
    const column = from ? [...from.querySelectorAll(STOPS)].indexOf(document.activeElement as Element) : -1;
    const row = elements()[index];
    if (!row) return;
    (row.querySelectorAll<HTMLElement>(STOPS)[column] ?? row).focus();
    row.scrollIntoView({ block: 'nearest' });
  };
  const onFocusIn = (event: FocusEvent) => {
    const key = keyOf(event.target as Element);
    if (!key) return;
    place = indexOf(key);
    setStop(key);
  };
  return {
    tabIndexOf: (key) => (firstStop() === key ? 0 : -1),
    listen(element) {
      root = element;
      element.addEventListener('focusin', onFocusIn);
    },
    elements,
    keyOf,
    indexOf,
    held,
    moveTo,
    sideways(step) {
      const row = document.activeElement?.closest<HTMLElement>(`[${attribute}]`);
      if (!row) return;
      const stops = [row, ...row.querySelectorAll<HTMLElement>(STOPS)];
      stops[Math.max(0, stops.indexOf(document.activeElement as HTMLElement) + step)]?.focus();
    },
    step(key) {
      const index = indexOf(held());
      if (index < 0) focusPlace(Math.max(0, indexOf(firstStop())));
      else moveTo(rowStep(key, index, keys().length) ?? index);
    },
    focusPlace,
    place: () => place,
  };
}
