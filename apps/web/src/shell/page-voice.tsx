import { useLocation } from '@solidjs/router';
import { createEffect, createSignal, on } from 'solid-js';

/**
 * What a page that is opened says, and where the focus goes with it. Outlives every page. The first one is announced by
 * the browser: until somebody does something there is nothing to say, and the code for it is not needed.
 */
export function PageVoice() {
  const location = useLocation();
  const [said, setSaid] = createSignal('');
  let arrived: Promise<((left: Element | null) => void) | undefined> | undefined;
  const wake = ({ target }: Event) => {
    // Where it is missing nothing is said; what keeps it away is told by the pages.
    arrived ??= import('./voice.ts').then(
      ({ speak }) => speak(setSaid, target as Element),
      () => undefined,
    );
  };
  addEventListener('keydown', wake, { once: true });
  addEventListener('pointerdown', wake, { once: true });
  const onPage = () => {
    const left = document.activeElement;
    void arrived?.then((arrive) => arrive?.(left));
  };
  createEffect(on(() => location.pathname, onPage));
  return (
    <p class="sr-only" role="status">
      {said()}
    </p>
  );
}
