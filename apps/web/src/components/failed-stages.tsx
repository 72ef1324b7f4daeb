import type { StageResult } from '@portolan/contract';
import { Show } from 'solid-js';
import { sentence } from '../lib/sentence.ts';
import { failedStage, whomToCall } from '../lib/stages.ts';
import { StageList } from './stage-list.tsx';

/** Where a walk to a database stopped: what helps, whom to call, and the stages before it. */
export function FailedStages(props: { stages: readonly StageResult[] }) {
  return (
    <>
      <Show when={failedStage(props.stages)}>
        {(stage) => (
          <>
            <p class="max-w-prose break-words text-fg-2">{sentence(stage().remedy ?? '')}</p>
            <p class="font-medium">{whomToCall(stage())}</p>
          </>
        )}
      </Show>
      <StageList stages={props.stages} />
    </>
  );
}
