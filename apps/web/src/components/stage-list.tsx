import type { StageResult } from '@portolan/contract';
import { For, Show } from 'solid-js';
import OkIcon from '~icons/lucide/circle-check';
import WaitIcon from '~icons/lucide/circle-dashed';
import BadIcon from '~icons/lucide/circle-x';
import { milliseconds } from '../lib/format.ts';
import { runningStage, STAGE_LABELS } from '../lib/stages.ts';
import { Spinner } from './ui/spinner.tsx';

interface StageListProps {
  stages: readonly StageResult[];
  /** The walk goes on: the stage after the last is marked. */
  isRunning?: boolean;
}

/** The stages of a test in order, each with its time; the notes of a stage are for TestReport to show. */
export function StageList(props: StageListProps) {
  const running = () => (props.isRunning ? runningStage(props.stages) : undefined);
  return (
    <ol class="flex flex-wrap gap-x-4 gap-y-1 text-fg-2 text-xs" aria-label="Stages">
      <For each={props.stages}>
        {(stage) => (
          <li class="flex items-center gap-1">
            <StageMark stage={stage} />
            {STAGE_LABELS[stage.stage]}
            <span class="text-fg-3 tabular-nums">{milliseconds(stage.ms)}</span>
          </li>
        )}
      </For>
      <Show when={running()}>
        {(stage) => (
          <li class="flex items-center gap-1 font-medium text-fg" aria-current="step">
            <Spinner />
            {STAGE_LABELS[stage()]}…
          </li>
        )}
      </Show>
    </ol>
  );
}

function StageMark(props: { stage: StageResult }) {
  const isWaiting = () => props.stage.code === 'WAREHOUSE_STARTING';
  return (
    <Show
      when={props.stage.ok}
      fallback={
        <Show when={isWaiting()} fallback={<BadIcon class="size-3.5 text-bad" role="img" aria-label="Failed:" />}>
          <WaitIcon class="size-3.5 text-accent-fg" role="img" aria-label="Waiting:" />
        </Show>
      }
    >
      <OkIcon class="size-3.5 text-ok" role="img" aria-label="Passed:" />
    </Show>
  );
}
