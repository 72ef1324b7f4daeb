import type { TestResult } from '@portolan/contract';
import { For, type ParentProps, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import OkIcon from '~icons/lucide/circle-check';
import WaitIcon from '~icons/lucide/circle-dashed';
import BadIcon from '~icons/lucide/circle-x';
import WarnIcon from '~icons/lucide/triangle-alert';
import { StageList } from '../../../components/stage-list.tsx';
import type { Icon } from '../../../components/ui/chip.tsx';
import { cx } from '../../../lib/cx.ts';
import { failedStage, type Outcome, outcomeOf, testHeadline } from '../../../lib/stages.ts';
import { warningsOf } from './certificates.ts';
import { FailedStage } from './failed-stage.tsx';
import { stageNotes } from './stage-notes.ts';
import { t } from './texts.ts';
import { TlsSummary } from './tls-summary.tsx';

const LOOKS: Record<Outcome, { box: string; text: string; icon: Icon }> = {
  success: { box: 'border-ok-mark/40 bg-ok-soft', text: 'text-ok', icon: OkIcon },
  failure: { box: 'border-bad-mark/40 bg-bad-soft', text: 'text-bad', icon: BadIcon },
  starting: { box: 'border-accent/40 bg-accent-soft', text: 'text-accent-fg', icon: WaitIcon },
};

interface TestReportProps {
  result: TestResult;
  /** A saved connection is tested on in the background, while its warehouse starts. */
  isSaved?: boolean;
  class?: string;
}

/** What a test found: the outcome, what to do about it and who can, protection and privileges, and all stages. */
export function TestReport(props: ParentProps<TestReportProps>) {
  const look = () => LOOKS[outcomeOf(props.result)];
  const stopped = () => failedStage(props.result.stages);
  return (
    <div class={cx('flex flex-col gap-1 rounded-lg border p-3 text-fg-2 text-xs', look().box, props.class)}>
      <p class={cx('flex gap-2 font-medium text-ui', look().text)}>
        <Dynamic component={look().icon} class="mt-0.5 size-4 shrink-0" aria-hidden="true" />
        <span class="min-w-0 break-words">
          {testHeadline(props.result)}
          <Show when={props.result.serverVersion}>
            {(version) => <span class="font-normal"> · {versionText(version())}</span>}
          </Show>
        </span>
      </p>
      <Show when={outcomeOf(props.result) === 'starting'} fallback={<FailedStage stage={stopped()} />}>
        <p>{props.isSaved ? t().startingSaved : t().starting}</p>
      </Show>
      {props.children}
      <For each={warningsOf(props.result)}>
        {(warning) => (
          <p class="flex gap-1.5 text-warn">
            <WarnIcon class="mt-0.5 size-3.5 shrink-0" role="img" aria-label={t().warning} />
            <span class="min-w-0 break-words">{warning}</span>
          </p>
        )}
      </For>
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
    </div>
  );
}

/** Some servers say their product with the version, others the number alone. */
const versionText = (version: string) => (/^\d/.test(version) ? t().serverVersion(version) : version);
