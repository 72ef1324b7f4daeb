import { createSignal, For, Show } from 'solid-js';
import ChevronIcon from '~icons/lucide/chevron-down';
import OkIcon from '~icons/lucide/circle-check';
import WaitIcon from '~icons/lucide/circle-dashed';
import BadIcon from '~icons/lucide/circle-x';
import { cx } from '../lib/cx.ts';
import { milliseconds } from '../lib/format.ts';
import { localized } from '../lib/locale.ts';
import { CONNECTION_WALK, failedStage, runningStage, type Walk, type WalkedStage } from '../lib/stages.ts';
import { stageList } from '../locales/en.ts?stageList';
import { Spinner } from './ui/spinner.tsx';

const t = localized('stageList', stageList);

interface StageListProps {
  stages: readonly WalkedStage[];
  /** Where to; to a database unless told otherwise. */
  walk?: Walk;
  /** How long all of it took, where that is known: what lies between the stages is told too. */
  ms?: number;
  /** The walk goes on: the stage after the last is marked. */
  isRunning?: boolean;
}

/** The stages of a test as a line of dots, which opens into a list with their times; the notes of a stage are for TestReport to show. */
export function StageList(props: StageListProps) {
  const [isOpen, setOpen] = createSignal(false);
  const walk = () => props.walk ?? CONNECTION_WALK;
  const running = () => (props.isRunning ? runningStage(props.stages, walk().order) : undefined);
  const stopped = () => failedStage(props.stages);
  /** How many were not come to: what they would have found is not known. */
  const ahead = () => {
    const { order } = walk();
    return running() || stopped() ? order.slice(order.indexOf(running() ?? lastStage()) + 1) : [];
  };
  const lastStage = () => props.stages.at(-1)?.stage ?? walk().order[0] ?? '';
  const sum = () => props.stages.reduce((total, { ms }) => total + Math.round(ms), 0);
  const total = () => Math.round(props.ms ?? sum());
  const between = () => total() - sum();
  return (
    <div class={cx('flex gap-x-3 gap-y-1 text-fg-2 text-xs', isOpen() ? 'flex-col' : 'flex-wrap items-center')}>
      <ol aria-label={t().label} class={isOpen() ? 'flex w-full max-w-80 flex-col gap-1' : 'stage-line'}>
        <For each={props.stages}>
          {(stage) => (
            <li class={cx('flex items-center', isOpen() && 'gap-1.5')}>
              <StageMark stage={stage} />
              <span class={isOpen() ? 'flex flex-1 justify-between gap-3' : 'sr-only'}>
                {walk().nameOf(stage.stage)} <span class="text-fg-3 tabular-nums">{milliseconds(stage.ms)}</span>
              </span>
            </li>
          )}
        </For>
        <Show when={isOpen() && between() > 0}>
          <li class="flex items-center gap-1.5" title={t().betweenHint}>
            <span class="size-3.5 shrink-0" />
            <span class="flex flex-1 justify-between gap-3">
              {t().between} <span class="text-fg-3 tabular-nums">{milliseconds(between())}</span>
            </span>
          </li>
        </Show>
        <Show when={running()}>
          {(stage) => (
            <li class="flex items-center font-medium text-fg" aria-current="step">
              <Spinner />
              <span class="ml-1.5">{t().running(walk().nameOf(stage()))}</span>
            </li>
          )}
        </Show>
        <For each={isOpen() ? [] : ahead()}>
          {() => (
            <li class="flex items-center" aria-hidden="true">
              <span class="size-1.5 rounded-full bg-line-strong" />
            </li>
          )}
        </For>
      </ol>
      <Show when={!props.isRunning}>
        <button
          type="button"
          aria-expanded={isOpen()}
          class="-mx-1 flex min-h-6 items-center gap-1 self-start rounded px-1 hover:text-fg hover:underline"
          onClick={() => setOpen(!isOpen())}
        >
          <Show when={stopped()} fallback={t().walked(props.stages.length, milliseconds(total()))}>
            {(stage) => t().stopped(walk().nameOf(stage().stage), milliseconds(total()))}
          </Show>
          <ChevronIcon class={cx('size-3 shrink-0', isOpen() && 'rotate-180')} aria-hidden="true" />
        </button>
      </Show>
    </div>
  );
}

function StageMark(props: { stage: WalkedStage }) {
  const isWaiting = () => props.stage.code === 'WAREHOUSE_STARTING';
  return (
    <Show
      when={props.stage.ok}
      fallback={
        <Show
          when={isWaiting()}
          fallback={<BadIcon class="size-3.5 shrink-0 text-bad" role="img" aria-label={t().failed} />}
        >
          <WaitIcon class="size-3.5 shrink-0 text-accent-fg" role="img" aria-label={t().waiting} />
        </Show>
      }
    >
      <OkIcon class="size-3.5 shrink-0 text-ok" role="img" aria-label={t().passed} />
    </Show>
  );
}
