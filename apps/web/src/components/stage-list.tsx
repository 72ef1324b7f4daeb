import type { StageResult } from '@portolan/contract';
import { For, Show } from 'solid-js';
import OkIcon from '~icons/lucide/circle-check';
import BadIcon from '~icons/lucide/circle-x';
import { milliseconds } from '../lib/format.ts';
import { STAGE_LABELS } from '../lib/stages.ts';

/** The stages of a test in order, each with its time; the notes of a stage are for TestReport to show. */
export function StageList(props: { stages: readonly StageResult[] }) {
  return (
    <ol class="flex flex-wrap gap-x-4 gap-y-1 text-fg-2 text-xs" aria-label="Stages">
      <For each={props.stages}>
        {(stage) => (
          <li class="flex items-center gap-1">
            <Show when={stage.ok} fallback={<BadIcon class="size-3.5 text-bad" role="img" aria-label="Failed:" />}>
              <OkIcon class="size-3.5 text-ok" role="img" aria-label="Passed:" />
            </Show>
            {STAGE_LABELS[stage.stage]}
            <span class="text-fg-3 tabular-nums">{milliseconds(stage.ms)}</span>
          </li>
        )}
      </For>
    </ol>
  );
}
