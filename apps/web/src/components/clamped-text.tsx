import { createSignal, createUniqueId, onCleanup, onMount, Show } from 'solid-js';
import { cx } from '../lib/cx.ts';
import { localized } from '../lib/locale.ts';
import { clamping } from '../locales/en.ts?clamping';

const t = localized('clamping', clamping);

/** A text of which two lines are shown, and the rest on demand. */
export function ClampedText(props: { text: string; class?: string }) {
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  const [isCut, setCut] = createSignal(false);
  let text!: HTMLParagraphElement;
  onMount(() => {
    const observer = new ResizeObserver(() => {
      if (!isOpen()) setCut(text.scrollHeight > text.clientHeight);
    });
    observer.observe(text);
    onCleanup(() => observer.disconnect());
  });
  return (
    <div class={props.class}>
      <p ref={text} id={id} class={cx('max-w-prose break-words text-fg-2', !isOpen() && 'line-clamp-2')}>
        {props.text}
      </p>
      <Show when={isCut()}>
        <button
          type="button"
          aria-expanded={isOpen()}
          aria-controls={id}
          class="-mx-1 min-h-6 rounded px-1 text-accent-fg text-xs hover:underline"
          onClick={() => setOpen(!isOpen())}
        >
          {isOpen() ? t().less : t().all}
        </button>
      </Show>
    </div>
  );
}
