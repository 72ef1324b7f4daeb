import type { VmProgress } from '@portolan/contract';
import { createUniqueId, Show } from 'solid-js';
import { progressText } from './vm-text.ts';

/** How far the fetching of a machine's image is. */
export function VmProgressBar(props: { progress: VmProgress }) {
  const id = createUniqueId();
  return (
    <div class="mt-1 max-w-72">
      <p id={id} class="text-fg-3 text-xs tabular-nums">
        {progressText(props.progress)}
      </p>
      <Show when={props.progress.total}>
        {(total) => <progress class="progress" aria-labelledby={id} value={props.progress.bytes} max={total()} />}
      </Show>
    </div>
  );
}
