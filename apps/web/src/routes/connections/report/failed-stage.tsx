import type { StageResult } from '@portolan/contract';
import { Show } from 'solid-js';
import CallIcon from '~icons/lucide/users-round';
import { sentence } from '../../../lib/sentence.ts';
import { whomToCall } from '../../../lib/stages.ts';
import { t } from './texts.ts';

/** Where a test stopped, what to do about it, and who can. */
export function FailedStage(props: { stage: StageResult | undefined }) {
  return (
    <Show when={props.stage}>
      {(stage) => (
        <>
          <p class="break-words">
            {t().failed[stage().stage]}
            <Show when={stage().remedy}>
              {(remedy) => <span class="font-medium text-fg"> {sentence(remedy())}</span>}
            </Show>
          </p>
          <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Show when={whomToCall(stage())}>
              {(call) => (
                <span class="flex items-center gap-1.5 font-medium text-fg">
                  <CallIcon class="size-3.5 shrink-0" aria-hidden="true" />
                  {call()}
                </span>
              )}
            </Show>
            <Show when={stage().code}>{(code) => <code class="font-mono text-2xs text-fg-2">{code()}</code>}</Show>
          </p>
        </>
      )}
    </Show>
  );
}
