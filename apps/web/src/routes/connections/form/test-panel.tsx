import { Show } from 'solid-js';
import { TestReport } from '../../../components/test-report.tsx';
import type { DraftTest } from './use-draft-test.ts';

/** Stands above the footer, outside of what scrolls, so that the answer is always in sight. */
export function TestPanel(props: { test: DraftTest }) {
  return (
    <div aria-live="polite" class="max-h-[35dvh] shrink-0 overflow-y-auto">
      <Show when={props.test.isTesting()}>
        <p class="sr-only">Testing the connection</p>
      </Show>
      <Show when={props.test.result()}>{(result) => <TestReport result={result()} class="anim-fade mx-5 my-3" />}</Show>
      <Show when={props.test.failure()}>
        {(failure) => (
          <p class="anim-fade mx-5 my-3 rounded-lg border border-bad-mark/40 bg-bad-soft p-3 text-bad">
            {failure().message}
          </p>
        )}
      </Show>
    </div>
  );
}
