import type { DiagnosisCode, Stage, Team } from '@portolan/contract';
import { Show } from 'solid-js';
import { sentence } from '../../../lib/sentence.ts';
import { stageName, whomToCall } from '../../../lib/stages.ts';
import { t } from './texts.ts';

interface CauseProps {
  code: DiagnosisCode;
  stage: Stage | null;
  message: string | null;
  remedy: string | null;
  team: Team | null;
  /** Whether the status says already that it failed. */
  isTold: boolean;
}

/** Where it stopped, what was found there, what helps, and whom to call. */
export function Cause(props: CauseProps) {
  return (
    <div class="flex flex-col gap-1 rounded-md bg-bad-soft px-3 py-2">
      <Show when={!props.isTold}>
        <p class="font-medium text-bad">{t().lastFailed}</p>
      </Show>
      <p class="break-words text-bad">
        <Show when={props.stage}>{(stage) => <span class="font-medium">{`${stageName(stage())}: `}</span>}</Show>
        {sentence(props.message ?? props.code)}
      </p>
      <Show when={props.remedy}>{(remedy) => <p class="break-words text-fg-2">{sentence(remedy())}</p>}</Show>
      <p class="flex flex-wrap justify-between gap-x-3 text-fg-2">
        <span class="font-medium">{whomToCall({ code: props.code, team: props.team ?? undefined })}</span>
        <span class="font-mono text-xs">{props.code}</span>
      </p>
    </div>
  );
}
