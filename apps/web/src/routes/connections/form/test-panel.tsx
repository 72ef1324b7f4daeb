import { onCleanup, Show } from 'solid-js';
import FieldIcon from '~icons/lucide/corner-up-left';
import { StageList } from '../../../components/stage-list.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { Spinner } from '../../../components/ui/spinner.tsx';
import { TestReport } from '../report/test-report.tsx';
import type { FailedField } from './failed-field.ts';
import { t } from './test-texts.ts';
import type { DraftTest } from './use-draft-test.ts';

interface TestPanelProps {
  test: DraftTest;
  /** The field that the test stopped at. */
  field: FailedField | undefined;
  onField(): void;
  /** Takes the focus of the button that goes with the running test. */
  onButtonGone(): void;
}

/** Beside the form where there is room for it, else above the footer: outside of what scrolls, so that the answer is always in sight. */
export function TestPanel(props: TestPanelProps) {
  const isIdle = () => !props.test.isTesting() && !props.test.result() && !props.test.failure();
  return (
    <div
      aria-live="polite"
      class="max-h-[40dvh] shrink-0 overflow-y-auto xl:max-h-none xl:w-80 xl:border-line xl:border-l xl:bg-sunken"
    >
      <Show when={isIdle()}>
        <p class="px-5 py-4 text-fg-3 max-xl:hidden">{t().idle}</p>
      </Show>
      <Show when={props.test.isTesting()}>
        <div class="anim-fade mx-5 my-3 rounded-lg border border-line bg-sunken p-3 xl:mx-4 xl:my-4 xl:bg-surface">
          <div class="flex items-center gap-2">
            <Spinner />
            <p class="min-w-0 flex-1 font-medium">{t().running}</p>
            <StopButton onStop={props.test.clear} onGone={props.onButtonGone} />
          </div>
          {/* Said once when it is over: stage by stage would talk over the reader. */}
          <div class="mt-2" aria-live="off">
            <StageList stages={props.test.stages()} isRunning />
          </div>
        </div>
      </Show>
      <Show when={props.test.result()}>
        {(result) => (
          <TestReport result={result()} class="anim-fade mx-5 my-3 xl:mx-4 xl:my-4">
            <Show when={props.field}>
              {(field) => (
                <Button size="sm" class="self-start" onClick={() => props.onField()}>
                  <FieldIcon class="size-3.5" aria-hidden="true" />
                  {t().goTo(field().label)}
                </Button>
              )}
            </Show>
          </TestReport>
        )}
      </Show>
      <Show when={props.test.failure()}>
        {(failure) => (
          <p class="anim-fade mx-5 my-3 rounded-lg border border-bad-mark/40 bg-bad-soft p-3 text-bad xl:mx-4 xl:my-4">
            {failure().message}
          </p>
        )}
      </Show>
    </div>
  );
}

function StopButton(props: { onStop(): void; onGone(): void }) {
  let button!: HTMLButtonElement;
  onCleanup(() => {
    if (document.activeElement === button) props.onGone();
  });
  return (
    <Button ref={button} size="sm" onClick={() => props.onStop()}>
      {t().stop}
    </Button>
  );
}
