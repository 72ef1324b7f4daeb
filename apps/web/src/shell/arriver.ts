import { focusHeading, isDialogOpen } from '../components/ui/restore-focus.ts';

/** What had the focus when the last page was left, and whether anything was done since. */
export type Arrive = (left: Element | null, hasActed: () => boolean) => void;

/**
 * Gives the heading of a page that is on its way the focus, and says the title of the page, unless it is left before.
 * Whoever has done something else by then keeps the focus where they are, and so does a field that the page itself has
 * chosen: one that had it not when the last page was left.
 */
export function arriver(say: (title: string) => void): Arrive {
  let left: Element | null = null;
  let hasActed = () => false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    if (!document.querySelector('h1')) return;
    observer.disconnect();
    const now = document.activeElement;
    const isChosen = now !== left && now?.closest('main') && now.id !== 'main';
    if (!hasActed() && !isChosen && !isDialogOpen()) focusHeading();
    say(document.title);
  };
  const observer = new MutationObserver(look);
  return (held, actedSince) => {
    left = held;
    hasActed = actedSince;
    observer.disconnect();
    clearTimeout(timer);
    // Once what stands there now is that of the new address.
    timer = setTimeout(() => {
      observer.observe(document.body, { childList: true, subtree: true });
      look();
    });
  };
}
