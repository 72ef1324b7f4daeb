import { VM_LOG_LEVELS, type Vm } from '@portolan/contract';
import { createEffect, createSignal, For, Index, Match, on, Show, Switch } from 'solid-js';
import FollowIcon from '~icons/lucide/arrow-down-to-line';
import PauseIcon from '~icons/lucide/pause';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { Select } from '../../../components/ui/select.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { choiceParam } from '../../../lib/search-params.ts';
import { useSearchState } from '../../../lib/use-search-state.ts';
import { vmQueries } from '../queries.ts';
import { fromLevel } from './log-levels.ts';
import { LogLine } from './log-line.tsx';
import { t } from './texts.ts';

/** As many as are shown: older ones are asked of the API. */
const MOST = 500;
const FOLLOW_MS = 2_000;
/** Half a line, as browsers measure in fractions. */
const NEAR_END_PX = 10;

const params = { level: choiceParam(VM_LOG_LEVELS, 'DEBUG') };

/** The log of a machine, newest last. It follows what is written, until somebody pauses it or reads further up. */
export function LogViewer(props: { vm: Vm }) {
  const [state, patch] = useSearchState(params);
  const [isFollowing, setFollowing] = createSignal(true);
  const log = useLiveQuery(() => ({
    ...vmQueries.logs(props.vm.id, MOST),
    refetchInterval: isFollowing() ? FOLLOW_MS : false,
  }));
  const lines = () => log.data && fromLevel(log.data, state().level);
  let box: HTMLDivElement | undefined;
  const toEnd = () => {
    if (box) box.scrollTop = box.scrollHeight;
  };
  const onScroll = () => {
    if (box && box.scrollHeight - box.scrollTop - box.clientHeight > NEAR_END_PX) setFollowing(false);
  };
  const follow = () => {
    setFollowing(true);
    void log.refetch();
    toEnd();
  };
  createEffect(on(lines, () => isFollowing() && queueMicrotask(toEnd)));
  // What becomes of the machine stands in its log at once.
  createEffect(
    on(
      () => [props.vm.status, props.vm.pending, props.vm.name],
      () => isFollowing() && void log.refetch(),
      { defer: true },
    ),
  );
  return (
    <>
      <div class="flex flex-wrap items-center gap-2">
        <h2 class="min-w-0 flex-1 font-medium">{t().log}</h2>
        <Select
          aria-label={t().level}
          onChange={({ currentTarget: { value } }) =>
            patch({ level: VM_LOG_LEVELS.find((level) => level === value) ?? 'DEBUG' }, { replace: true })
          }
        >
          <For each={VM_LOG_LEVELS}>
            {(level) => (
              <option value={level} selected={level === state().level}>
                {t().levels[level]}
              </option>
            )}
          </For>
        </Select>
        <Show
          when={isFollowing()}
          fallback={
            <Button onClick={follow}>
              <FollowIcon class="size-3.5" aria-hidden="true" />
              {t().follow}
            </Button>
          }
        >
          <Button onClick={() => setFollowing(false)}>
            <PauseIcon class="size-3.5" aria-hidden="true" />
            {t().pause}
          </Button>
        </Show>
      </div>
      <p class="text-fg-3 text-xs" role="status">
        {isFollowing() ? t().following : t().paused}
      </p>
      <Switch>
        <Match when={log.isError && !log.data}>
          <FailurePanel
            class="mt-2"
            title={t().logFailed}
            failure={toFailure(log.error)}
            onRetry={() => void log.refetch()}
          />
        </Match>
        <Match when={true}>
          <div
            ref={box}
            role="log"
            aria-live="off"
            aria-label={t().logOf(props.vm.name)}
            tabindex="0"
            class="mt-2 h-[max(16rem,50dvh)] overflow-y-auto rounded-lg border border-line bg-sunken p-3"
            onScroll={onScroll}
          >
            <Show when={lines()?.length !== 0} fallback={<p class="text-fg-3">{t().noLines}</p>}>
              <ol>
                <Index each={lines()}>{(line) => <LogLine line={line()} />}</Index>
              </ol>
            </Show>
          </div>
        </Match>
      </Switch>
    </>
  );
}
