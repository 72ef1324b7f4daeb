import { useLocation } from '@solidjs/router';
import { createEffect, createSignal, on, onCleanup } from 'solid-js';
import { arrive, whenThere } from './arrive.ts';
import { keepFocusHome } from './keep-focus-home.ts';

/** What a page that is opened says, and where the focus goes with it. Outlives every page. */
export function PageVoice() {
  const location = useLocation();
  const [said, setSaid] = createSignal('');
  // The first page is announced by the browser, which also says where the focus is; it may have been led on from another.
  let isFirst = true;
  createEffect(
    on(
      () => location.pathname,
      () => onCleanup(isFirst ? whenThere(() => (isFirst = false)) : arrive(setSaid)),
    ),
  );
  onCleanup(keepFocusHome());
  return (
    <p class="sr-only" role="status">
      {said()}
    </p>
  );
}
