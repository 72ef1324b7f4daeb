import { Show, Suspense } from 'solid-js';
import BadIcon from '~icons/lucide/triangle-alert';
import { type Failure, failureTexts } from '../lib/app-error.ts';
import { cx } from '../lib/cx.ts';
import { sentence } from '../lib/sentence.ts';
import { later } from './later.tsx';
import { Button } from './ui/button.tsx';

const FailedStages = later(async () => ({ default: (await import('./failed-stages.tsx')).FailedStages }));

interface FailurePanelProps {
  title: string;
  failure: Failure;
  /** The title is that of the whole page, or of a part that has no other. */
  heading?: 1 | 2 | undefined;
  onRetry?: (() => void) | undefined;
  retryLabel?: string | undefined;
  class?: string;
}

/** Something could not be loaded: what, why, what to do, and a way to try again. */
export function FailurePanel(props: FailurePanelProps) {
  return (
    <div
      role="alert"
      class={cx(
        'flex flex-col items-center gap-2 rounded-lg border border-line bg-surface px-6 py-12 text-center',
        props.class,
      )}
    >
      <BadIcon class="size-5 text-bad-mark" aria-hidden="true" />
      <Show
        when={props.heading === 1}
        fallback={
          <Show when={props.heading} fallback={<p class="font-medium">{props.title}</p>}>
            <h2 class="font-medium">{props.title}</h2>
          </Show>
        }
      >
        <h1 class="font-medium">{props.title}</h1>
      </Show>
      <p class="max-w-prose break-words text-fg-2">{sentence(props.failure.message)}</p>
      <Show when={props.failure.stages.length > 0}>
        <Suspense>
          <FailedStages stages={props.failure.stages} />
        </Suspense>
      </Show>
      <Show when={props.onRetry}>
        <Button class="mt-2" onClick={() => props.onRetry?.()}>
          {props.retryLabel ?? failureTexts().again}
        </Button>
      </Show>
      <Show when={props.failure.requestId}>
        {(id) => <p class="break-all font-mono text-2xs text-fg-3">{failureTexts().request(id())}</p>}
      </Show>
    </div>
  );
}
