import { createSignal, onCleanup, Show } from 'solid-js';
import CheckIcon from '~icons/lucide/check';
import CopyIcon from '~icons/lucide/copy';
import { localized } from '../lib/locale.ts';
import { copyButton } from '../locales/en.ts?copyButton';
import { Button } from './ui/button.tsx';

const t = localized('copyButton', copyButton);

const SHOWN_MS = 2000;

interface CopyButtonProps {
  text: string;
  label: string;
  class?: string;
  /** Told of each copy. It then stays visible that there was one. */
  onCopied?: (() => void) | undefined;
}

/** Copies a text, and says so in place. Where the browser refuses, the text beside it can be selected. */
export function CopyButton(props: CopyButtonProps) {
  const [state, setState] = createSignal<'idle' | 'copied' | 'failed'>('idle');
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const copy = async () => {
    clearTimeout(timer);
    const done = await (navigator.clipboard?.writeText(props.text) ?? Promise.reject()).then(
      () => true,
      () => false,
    );
    setState(done ? 'copied' : 'failed');
    if (done) props.onCopied?.();
    if (!done || !props.onCopied) timer = setTimeout(() => setState('idle'), SHOWN_MS);
  };
  const text = () => ({ idle: props.label, copied: t().copied, failed: t().failed })[state()];
  return (
    <>
      <Button data-copy class={props.class ?? ''} onClick={() => void copy()}>
        <Show when={state() === 'copied'} fallback={<CopyIcon class="size-3.5" aria-hidden="true" />}>
          <CheckIcon class="size-3.5 text-ok" aria-hidden="true" />
        </Show>
        {text()}
      </Button>
      <span class="sr-only" role="status">
        {state() === 'idle' ? '' : text()}
      </span>
    </>
  );
}
