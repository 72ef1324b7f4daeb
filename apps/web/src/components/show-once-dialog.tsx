import { useBeforeLeave } from '@solidjs/router';
import { createSignal, type JSX, onMount, type ParentProps, Show } from 'solid-js';
import { localized } from '../lib/locale.ts';
import { showingOnce } from '../locales/en.ts?showingOnce';
import { SecretBox } from './secret-box.tsx';
import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';

const t = localized('showingOnce', showingOnce);

interface ShowOnceDialogProps {
  title: string;
  /** What stands above the secret. */
  lead: JSX.Element;
  /** Shown this one time. */
  secret: string;
  label: string;
  copyLabel: string;
  onClose(): void;
}

/** A secret that nobody sees again: it opens on Copy, and closing it without a copy asks first. */
export function ShowOnceDialog(props: ParentProps<ShowOnceDialogProps>) {
  const [isCopied, setCopied] = createSignal(false);
  const [asking, setAsking] = createSignal(false);
  let body!: HTMLDivElement;
  let leaving = false;
  const leave = () => {
    leaving = true;
    props.onClose();
  };
  const close = () => {
    if (isCopied()) leave();
    else setAsking((now) => !now);
  };
  const keep = () => {
    setAsking(false);
    body.querySelector<HTMLElement>('[data-copy]')?.focus();
  };
  useBeforeLeave((event) => {
    if (leaving || isCopied()) return;
    event.preventDefault();
    setAsking(true);
  });
  const taken = () => {
    setCopied(true);
    setAsking(false);
  };
  return (
    <Dialog title={props.title} class="max-w-lg" initialFocus="[data-copy]" onClose={close}>
      <div ref={body} class="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 py-4">
        {props.lead}
        <SecretBox text={props.secret} label={props.label} copyLabel={props.copyLabel} onCopied={taken} />
        {props.children}
      </div>
      <Show when={asking()} fallback={<Footer onClose={close} />}>
        <Question onKeep={keep} onLeave={leave} />
      </Show>
    </Dialog>
  );
}

function Footer(props: { onClose(): void }) {
  return (
    <footer class="flex justify-end border-line border-t bg-sunken px-5 py-3">
      <Button variant="primary" onClick={() => props.onClose()}>
        {t().done}
      </Button>
    </footer>
  );
}

/** Takes the place of the footer. Escape goes back to the secret. */
function Question(props: { onKeep(): void; onLeave(): void }) {
  let keep!: HTMLButtonElement;
  onMount(() => keep.focus());
  return (
    <div role="alert" class="flex flex-wrap items-center justify-end gap-2 border-line border-t bg-warn-soft px-5 py-3">
      <p class="min-w-0 flex-1 basis-48 font-medium text-warn">{t().notCopied}</p>
      <Button ref={keep} onClick={() => props.onKeep()}>
        {t().back}
      </Button>
      <Button variant="danger" onClick={() => props.onLeave()}>
        {t().leave}
      </Button>
    </div>
  );
}
