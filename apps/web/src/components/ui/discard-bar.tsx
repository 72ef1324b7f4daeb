import { onMount } from 'solid-js';
import { localized } from '../../lib/locale.ts';
import { discarding } from '../../locales/en.ts?discarding';
import { Button } from './button.tsx';

const t = localized('discarding', discarding);

/** Takes the place of the footer while the question stands. Escape keeps editing. */
export function DiscardBar(props: { onKeep(): void; onDiscard(): void }) {
  let keep!: HTMLButtonElement;
  onMount(() => keep.focus());
  return (
    <div role="alert" class="flex flex-wrap items-center justify-end gap-2 border-line border-t bg-warn-soft px-5 py-3">
      <p class="min-w-0 flex-1 basis-40 font-medium text-warn">{t().question}</p>
      <Button ref={keep} onClick={() => props.onKeep()}>
        {t().keep}
      </Button>
      <Button variant="danger" onClick={() => props.onDiscard()}>
        {t().discard}
      </Button>
    </div>
  );
}
