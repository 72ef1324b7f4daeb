import { SNAPSHOT_REFRESHES, type SnapshotRefresh, type SnapshotSchedule } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createUniqueId, For, Match, Show, Switch } from 'solid-js';
import ClockIcon from '~icons/lucide/calendar-clock';
import FailedIcon from '~icons/lucide/triangle-alert';
import { Filled } from '../../../components/filled.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { TimeUntil } from '../../../components/time-until.tsx';
import { Select } from '../../../components/ui/select.tsx';
import { now } from '../../../lib/clock.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { sentence } from '../../../lib/sentence.ts';
import { useCan } from '../../../lib/session.tsx';
import { showFailure } from '../../../lib/show-failure.ts';
import { introspectionQueries, setSnapshotRefresh } from '../queries.ts';
import { t as texts } from './texts.ts';

const t = () => texts().schedule;

/** How often the schema is read by itself, what came of it the last time, and when the next one comes. */
export function ScheduleNote(props: { connectionId: string }) {
  const can = useCan();
  const schedule = useLiveQuery(() => introspectionQueries.schedule(props.connectionId));
  return (
    <Show when={schedule.data}>
      {(data) => (
        <section
          aria-label={t().label}
          class="flex flex-col gap-1.5 rounded-lg border border-line bg-surface px-3 py-2 text-xs"
        >
          <div class="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1.5 text-fg-2">
            <span class="flex items-center gap-2">
              <ClockIcon class="size-4 shrink-0 text-fg-3" aria-hidden="true" />
              <Show when={can('connections:write')} fallback={<Every every={data().every} />}>
                <EveryField connectionId={props.connectionId} every={data().every} />
              </Show>
            </span>
            <NextOne schedule={data()} />
            <LastOne schedule={data()} />
          </div>
          <Show when={data().last?.outcome === 'failed' && data().last?.message}>
            {(message) => <p class="wrap-anywhere text-bad">{sentence(message())}</p>}
          </Show>
        </section>
      )}
    </Show>
  );
}

function Every(props: { every: SnapshotRefresh }) {
  return (
    <span>
      {t().label}: <span class="font-medium text-fg">{t().every[props.every]}</span>
    </span>
  );
}

function EveryField(props: { connectionId: string; every: SnapshotRefresh }) {
  const id = createUniqueId();
  const queries = useQueryClient();
  const change = useMutation(() => ({
    mutationFn: (snapshotRefresh: SnapshotRefresh) => setSnapshotRefresh(props.connectionId, snapshotRefresh),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: introspectionQueries.schedule(props.connectionId).queryKey }),
        queries.invalidateQueries({ queryKey: ['connections'] }),
      ]),
  }));
  const choose = (every: SnapshotRefresh) =>
    change.mutate(every, { onError: (error) => showFailure(t().notChanged, error, () => choose(every)) });
  const chosen = () => (change.isPending ? change.variables : props.every);
  return (
    <>
      <label for={id}>{t().label}</label>
      <Select
        id={id}
        value={chosen()}
        onChange={(event) => {
          const every = SNAPSHOT_REFRESHES.find((one) => one === event.currentTarget.value);
          if (every) choose(every);
        }}
      >
        <For each={SNAPSHOT_REFRESHES}>
          {(every) => (
            <option value={every} selected={every === chosen()}>
              {t().every[every]}
            </option>
          )}
        </For>
      </Select>
    </>
  );
}

/** What is due is being read, or about to be. */
function isDue({ nextAt }: Pick<SnapshotSchedule, 'nextAt'>, at: number): boolean {
  return nextAt !== null && Date.parse(nextAt) <= at;
}

function NextOne(props: { schedule: SnapshotSchedule }) {
  return (
    <Switch>
      <Match when={isDue(props.schedule, now())}>
        <span>{t().due}</span>
      </Match>
      <Match when={props.schedule.nextAt}>
        {(at) => (
          <span>
            <Filled text={t().next} gaps={{ time: <TimeUntil at={at()} class="font-medium text-fg" /> }} />
          </span>
        )}
      </Match>
      <Match when={props.schedule.every !== 'never'}>
        <span>{t().fromTheFirst}</span>
      </Match>
    </Switch>
  );
}

function LastOne(props: { schedule: SnapshotSchedule }) {
  return (
    <Show when={props.schedule.last}>
      {(last) => (
        <span role="status" class={last().outcome === 'failed' ? 'flex items-center gap-1.5 text-bad' : undefined}>
          <Show when={last().outcome === 'failed'}>
            <FailedIcon class="size-3.5 shrink-0" aria-hidden="true" />
          </Show>
          <span>
            <Filled text={t().last[last().outcome]} gaps={{ time: <RelativeTime at={last().at} /> }} />
          </span>
        </span>
      )}
    </Show>
  );
}
