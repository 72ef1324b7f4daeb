import { focusHeading, isDialogOpen } from '../components/ui/restore-focus.ts';

const ACTS = ['keydown', 'pointerdown'] as const;

/** Calls once the heading of a page is there that is on its way. Answers how not to wait any more. */
export function whenThere(then: () => void): () => void {
  const look = () => {
    if (!document.querySelector('h1')) return;
    stop();
    then();
  };
  const observer = new MutationObserver(look);
  // Once what stands there now is that of the new address.
  const timer = setTimeout(() => {
    observer.observe(document.body, { childList: true, subtree: true });
    look();
  });
  function stop() {
    clearTimeout(timer);
    observer.disconnect();
  }
  return stop;
}

/**
 * Gives the heading of a page that is on its way the focus, and says the title of the page. Whoever has done something
 * else by then keeps the focus where they are, and so does a field that the page itself has chosen.
 */
export function arrive(say: (title: string) => void): () => void {
  const left = document.activeElement;
  let hasActed = false;
  const act = () => {
    hasActed = true;
  };
  for (const sign of ACTS) addEventListener(sign, act, { capture: true, passive: true });
  const stopListening = () => {
    for (const sign of ACTS) removeEventListener(sign, act, { capture: true });
  };
  const stopWaiting = whenThere(() => {
    stopListening();
    const now = document.activeElement;
    const isChosen = now !== left && now?.closest('main') && now.id !== 'main';
    if (!hasActed && !isChosen && !isDialogOpen()) focusHeading();
    say(document.title);
  });
  return () => {
    stopListening();
    stopWaiting();
  };
}
