import { focusHeading, isDialogOpen } from '../components/ui/restore-focus.ts';

/**
 * Gives the heading of a page that is on its way the focus, and says the title of the page, unless it is left before.
 * Whoever has done something else by then keeps the focus where they are, and so does a field that the page itself has
 * chosen: one that had it not when the last page was left.
 */
export function arriver(say: (title: string) => void): (left: Element | null) => void {
  let left: Element | null = null;
  let hasActed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  for (const sign of ['keydown', 'pointerdown']) {
    addEventListener(sign, () => (hasActed = true), { capture: true, passive: true });
  }
  const look = () => {
    if (!document.querySelector('h1')) return;
    observer.disconnect();
    const now = document.activeElement;
    const isChosen = now !== left && now?.closest('main') && now.id !== 'main';
    if (!hasActed && !isChosen && !isDialogOpen()) focusHeading();
    say(document.title);
  };
  const observer = new MutationObserver(look);
  return (held) => {
    left = held;
    hasActed = false;
    observer.disconnect();
    clearTimeout(timer);
    // Once what stands there now is that of the new address.
    timer = setTimeout(() => {
      observer.observe(document.body, { childList: true, subtree: true });
      look();
    });
  };
}
