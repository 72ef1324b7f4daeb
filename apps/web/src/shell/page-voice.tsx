import { useLocation } from '@solidjs/router';
import { createEffect, createSignal, on } from 'solid-js';
import type { Arrive } from './arriver.ts';

/**
 * What a page that is opened says, and where the focus goes with it. Outlives every page. The first one is announced by
 * the browser: until somebody does something there is nothing to say, and the code for it is not needed.
 */
export function PageVoice() {
  const location = useLocation();
  const [said, setSaid] = createSignal('');
  let arrived: Promise<Arrive | undefined> | undefined;
  /** Counted here, as the code that asks may still be on its way. */
  let acts = 0;
  const onAct = ({ target }: Event) => {
    acts += 1;
    // Where it is missing nothing is said; what keeps it away is told by the pages.
    arrived ??= import('./voice.ts').then(
      ({ speak }) => speak(setSaid, target as Element),
      () => undefined,
    );
  };
  for (const sign of ['keydown', 'pointerdown']) addEventListener(sign, onAct, { capture: true, passive: true });
  const onPage = () => {
    const left = document.activeElement;
    const before = acts;
    void arrived?.then((arrive) => arrive?.(left, () => acts > before));
  };
  createEffect(on(() => location.pathname, onPage));
  return (
    <p class="sr-only" role="status">
      {said()}
    </p>
  );
}
