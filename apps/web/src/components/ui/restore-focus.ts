import { onCleanup } from 'solid-js';

/**
 * Kobalte gives the focus back only to a `Dialog.Trigger`. Dialogs opened by URL, key or menu remember their opener;
 * where it is gone (a deleted row), the page itself takes the focus.
 */
export function restoreFocus(): void {
  const opener = document.activeElement;
  onCleanup(() =>
    setTimeout(() => {
      const held = document.activeElement;
      if (held && held !== document.body) return;
      const target = opener instanceof HTMLElement && opener !== document.body && opener.isConnected ? opener : null;
      (target ?? document.getElementById('main'))?.focus({ preventScroll: true });
    }),
  );
}
