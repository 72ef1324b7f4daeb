import { focusPageWhenLost, isDialogOpen } from '../components/ui/restore-focus.ts';

/** Long enough for whoever has a better place for the focus, too short for a key to be pressed meanwhile. */
const GRACE_MS = 60;

/**
 * Whatever takes the element away that has the focus (Undo, Try again, the row that was restored, a tenant that was
 * left), the focus does not fall out of the page: keys would lead nowhere, and a reader would start from the top.
 */
export function keepFocusHome(held: Element | null): void {
  let last = held;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isLost = () =>
    last !== null && document.activeElement === document.body && (!last.isConnected || last.matches(':disabled'));
  const look = () => {
    if (!isLost()) return;
    clearTimeout(timer);
    timer = setTimeout(() => isLost() && !isDialogOpen() && focusPageWhenLost(), GRACE_MS);
  };
  const observed = { childList: true, subtree: true, attributeFilter: ['disabled'] };
  new MutationObserver(look).observe(document.body, observed);
  document.addEventListener('focusin', ({ target }) => {
    last = target instanceof Element ? target : null;
  });
  // A click beside everything is meant to leave what had the focus.
  document.addEventListener('pointerdown', () => {
    last = null;
  });
  look();
}
