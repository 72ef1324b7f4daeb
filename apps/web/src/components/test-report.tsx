import type { TestResult } from '@portolan/contract';
import { For, Show } from 'solid-js';
import OkIcon from '~icons/lucide/circle-check';
import BadIcon from '~icons/lucide/circle-x';
import { cx } from '../lib/cx.ts';
import { failedStage, STAGE_LABELS_IN_TEXT, stageNotes, testHeadline } from '../lib/stages.ts';
import { StageList } from './stage-list.tsx';

/** What a test found: the outcome, the stage that failed, what to do about it, and all stages with their times. */
export function TestReport(props: { result: TestResult; class?: string }) {
  const failure = () => failedStage(props.result.stages);
  return (
    <div
      class={cx(
        'rounded-lg border p-3',
        props.result.success ? 'border-ok-mark/40 bg-ok-soft' : 'border-bad-mark/40 bg-bad-soft',
        props.class,
      )}
    >
      <p class={cx('flex gap-2 font-medium', props.result.success ? 'text-ok' : 'text-bad')}>
        <Show when={props.result.success} fallback={<BadIcon class="mt-0.5 size-4 shrink-0" aria-hidden="true" />}>
          <OkIcon class="mt-0.5 size-4 shrink-0" aria-hidden="true" />
        </Show>
        <span class="min-w-0 break-words">
          {testHeadline(props.result)}
          <Show when={props.result.serverVersion}>
            {(version) => <span class="font-normal"> · {versionText(version())}</span>}
          </Show>
        </span>
      </p>
      <Show when={failure()}>
        {(stage) => (
          <p class="mt-1 break-words text-fg-2 text-xs">
            Failed to {STAGE_LABELS_IN_TEXT[stage().stage]}.
            <Show when={stage().remedy}>{(remedy) => <span class="font-medium text-fg"> {remedy()}</span>}</Show>
          </p>
        )}
      </Show>
      <For each={stageNotes(props.result.stages)}>{(note) => <p class="mt-1 text-fg-2 text-xs">{note}</p>}</For>
      <Show when={props.result.stages.length > 0}>
        <div class="mt-2">
          <StageList stages={props.result.stages} />
        </div>
      </Show>
    </div>
  );
}

/** Some servers say their product with the version, others the number alone. */
const versionText = (version: string) => (/^\d/.test(version) ? `server version ${version}` : version);
