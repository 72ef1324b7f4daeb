import { Show } from 'solid-js';
import { sentence } from '../lib/sentence.ts';

/** Why a form could not be sent, said aloud when it appears. */
export function ProblemNote(props: { text: string | null }) {
  return (
    <div role="alert" class="empty:hidden">
      <Show when={props.text}>
        {(text) => <p class="break-words rounded-md bg-bad-soft px-3 py-2 text-bad">{sentence(text())}</p>}
      </Show>
    </div>
  );
}
