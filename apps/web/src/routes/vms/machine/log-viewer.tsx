import { VM_LOG_LEVELS, type Vm } from '@portolan/contract';
import { createEffect, For, Match, on, onCleanup, Show, Switch } from 'solid-js';
import FollowIcon from '~icons/lucide/arrow-down-to-line';
import PauseIcon from '~icons/lucide/pause';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { FilterPills } from '../../../components/filter-pills.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { choiceParam } from '../../../lib/search-params.ts';
import { useSearchState } from '../../../lib/use-search-state.ts';
import { LogLine } from './log-line.tsx';
import { t } from './texts.ts';
import { useLiveLog } from './use-live-log.ts';

/** Half a line, as browsers measure in fractions. */
const NEAR_END_PX = 10;

const params = { level: choiceParam(VM_LOG_LEVELS, 'DEBUG') };

/**
 * The log of a machine, newest last. It follows what is written, until somebody pauses it or reads further up; whoever is
 * back at its end follows again.
 */
export function LogViewer(props: { vm: Vm }) {
  const [state, patch] = useSearchState(params);
  const log = useLiveLog(props.vm.id, () => state().level);
  let box: HTMLDivElement | undefined;
  let isPaused = false;
  const toEnd = () => {
    if (box) box.scrollTop = box.scrollHeight;
  };
  const follow = (follows: boolean) => {
    isPaused = !follows;
    log.setFollowing(follows);
    if (follows) queueMicrotask(toEnd);
  };
  const onScroll = () => {
    if (!box) return;
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight <= NEAR_END_PX;
    if (!isAtEnd) log.setFollowing(false);
    else if (!isPaused && !log.isFollowing()) follow(true);
  };
  const keepAtEnd = () => log.isFollowing() && toEnd();
  createEffect(on(log.lines, () => queueMicrotask(keepAtEnd)));
  // Lines may be there before the page is shown, and take more room once it is made narrower.
  const sizes = new ResizeObserver(keepAtEnd);
  onCleanup(() => sizes.disconnect());
  return (
    <>
      <div class="mb-2 flex items-start gap-2">
        <div class="min-w-0 flex-1">
          <h2 class="font-medium">{t().log}</h2>
          <p class="text-fg-3 text-xs" role="status">
            {log.isFollowing() ? t().following : t().paused}
          </p>
        </div>
        <Button onClick={() => follow(!log.isFollowing())}>
          <Show when={log.isFollowing()} fallback={<FollowIcon class="size-3.5" aria-hidden="true" />}>
            <PauseIcon class="size-3.5" aria-hidden="true" />
          </Show>
          {log.isFollowing() ? t().pause : t().follow}
          <Show when={log.waiting() > 0}>
            <span class="text-fg-3 tabular-nums">{t().waiting(log.waiting())}</span>
          </Show>
        </Button>
      </div>
      <FilterPills
        legend={t().level}
        options={VM_LOG_LEVELS.map((value) => ({ value, label: t().levels[value] }))}
        value={state().level}
        onChange={(level) => patch({ level: level ?? 'DEBUG' }, { replace: true })}
      />
      <Switch>
        <Match when={log.failure()}>
          {(failure) => (
            <FailurePanel class="mt-2" title={t().logFailed} failure={toFailure(failure())} onRetry={log.retry} />
          )}
        </Match>
        <Match when={true}>
          {/* What a machine writes to its console would talk over the reader. */}
          <div
            ref={(element) => {
              box = element;
              sizes.observe(element);
            }}
            role="log"
            aria-live={state().level === 'DEBUG' || !log.isFollowing() ? 'off' : 'polite'}
            aria-busy={log.lines() === undefined}
            aria-label={t().logOf(props.vm.name)}
            tabindex="0"
            class="mt-2 h-[max(16rem,50dvh)] overflow-y-auto rounded-lg border border-line bg-sunken p-3"
            onScroll={onScroll}
          >
            <Show when={log.lines()} fallback={<div class="skeleton h-4 w-2/5" />}>
              {(lines) => (
                <Show when={lines().length > 0} fallback={<p class="text-fg-3">{t().noLines[state().level]}</p>}>
                  <ol ref={(list) => sizes.observe(list)}>
                    <For each={lines()}>{(line) => <LogLine line={line} />}</For>
                  </ol>
                </Show>
              )}
            </Show>
          </div>
        </Match>
      </Switch>
    </>
  );
}
