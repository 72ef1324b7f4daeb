import type { HypervisorTestResult } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { OutcomeBox, WarningLine } from '../../components/outcome-box.tsx';
import { StageList } from '../../components/stage-list.tsx';
import { milliseconds } from '../../lib/format.ts';
import { sentence } from '../../lib/sentence.ts';
import { failedStage, type Walk, whomToCall } from '../../lib/stages.ts';
import { capacityTexts } from './capacity-text.ts';
import { t } from './dialog-texts.ts';

/** What a test of a hypervisor found: the outcome, what helps and who can, what it has, and all stages. */
export function HypervisorReport(props: { result: HypervisorTestResult; walk: Walk }) {
  const stopped = () => failedStage(props.result.stages);
  return (
    <OutcomeBox
      outcome={props.result.success ? 'success' : 'failure'}
      headline={
        <>
          {props.result.success ? t().reached(milliseconds(props.result.latencyMs)) : props.result.message}
          <Show when={props.result.version}>{(version) => <span class="font-normal"> · {version()}</span>}</Show>
        </>
      }
    >
      <Show when={stopped()}>
        {(stage) => (
          <>
            <p class="break-words font-medium text-fg">{sentence(stage().remedy ?? '')}</p>
            <p class="flex flex-wrap items-center gap-x-3">
              <Show when={stage().team}>{(team) => <span class="text-fg">{whomToCall({ team: team() })}</span>}</Show>
              <code class="font-mono text-2xs text-fg-2">{stage().code}</code>
            </p>
          </>
        )}
      </Show>
      <For each={props.result.warnings}>{(warning) => <WarningLine text={warning} />}</For>
      <Show when={props.result.capacity}>
        {(capacity) => <For each={capacityTexts(capacity())}>{(line) => <p>{line}</p>}</For>}
      </Show>
      <Show when={props.result.stages.length > 0}>
        <div class="mt-1">
          <StageList stages={props.result.stages} walk={props.walk} ms={props.result.latencyMs} />
        </div>
      </Show>
    </OutcomeBox>
  );
}
