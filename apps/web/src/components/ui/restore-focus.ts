import { onCleanup } from 'solid-js';

export function isDialogOpen(): boolean {
  return document.querySelector('[role=dialog],[role=alertdialog]') !== null;
}

/** The heading of the page is where it begins; a page without one yet takes the focus itself. */
export function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>('h1');
  if (heading) heading.tabIndex = -1;
  (heading ?? document.getElementById('main'))?.focus({ preventScroll: true });
}

/** Gives the focus to the page where the element that had it is gone. */
export function focusPageWhenLost(): void {
  const held = document.activeElement;
  if (!held || held === document.body) focusHeading();
}

/**
 * Kobalte gives the focus back only to a `Dialog.Trigger`. Dialogs opened by URL, key or menu remember their opener;
 * where it is gone (a deleted row), the page itself takes the focus.
 */
export function restoreFocus(): void {
  const opener = document.activeElement;
  onCleanup(() =>
    setTimeout(() => {
      const lost = !document.activeElement || document.activeElement === document.body;
      if (lost && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
      focusPageWhenLost();
    }),
  );
}
