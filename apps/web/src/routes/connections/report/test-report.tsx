import type { TestResult } from '@portolan/contract';
import { For, type ParentProps, Show } from 'solid-js';
import { OutcomeBox, WarningLine } from '../../../components/outcome-box.tsx';
import { StageList } from '../../../components/stage-list.tsx';
import { failedStage, outcomeOf, testHeadline } from '../../../lib/stages.ts';
import { warningsOf } from './certificates.ts';
import { FailedStage } from './failed-stage.tsx';
import { stageNotes } from './stage-notes.ts';
import { t } from './texts.ts';
import { TlsSummary } from './tls-summary.tsx';

interface TestReportProps {
  result: TestResult;
  /** A saved connection is tested on in the background, while its warehouse starts. */
  isSaved?: boolean;
  class?: string;
}

/** What a test found: the outcome, what to do about it and who can, protection and privileges, and all stages. */
export function TestReport(props: ParentProps<TestReportProps>) {
  const stopped = () => failedStage(props.result.stages);
  return (
    <OutcomeBox
      outcome={outcomeOf(props.result)}
      class={props.class}
      headline={
        <>
          {testHeadline(props.result)}
          <Show when={props.result.serverVersion}>
            {(version) => <span class="font-normal"> · {versionText(version())}</span>}
          </Show>
        </>
      }
    >
      <Show when={outcomeOf(props.result) === 'starting'} fallback={<FailedStage stage={stopped()} />}>
        <p>{props.isSaved ? t().startingSaved : t().starting}</p>
      </Show>
      {props.children}
      <For each={warningsOf(props.result)}>{(warning) => <WarningLine text={warning} />}</For>
      <For each={stageNotes(props.result)}>{(note) => <p class="break-words">{note}</p>}</For>
      <Show when={props.result.privileges}>
        {(privileges) => (
          <p class="break-words">
            <span class="font-medium">{t().privileges}</span> {privileges().summary}
          </p>
        )}
      </Show>
      <Show when={props.result.tls}>{(tls) => <TlsSummary tls={tls()} />}</Show>
      <Show when={props.result.stages.length > 0}>
        <div class="mt-1">
          <StageList stages={props.result.stages} ms={props.result.latencyMs} />
        </div>
      </Show>
    </OutcomeBox>
  );
}

/** Some servers say their product with the version, others the number alone. */
const versionText = (version: string) => (/^\d/.test(version) ? t().serverVersion(version) : version);
