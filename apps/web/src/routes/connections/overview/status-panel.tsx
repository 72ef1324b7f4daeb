import type { HealthDetail } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import CheckIcon from '~icons/lucide/refresh-cw';
import { HealthMark } from '../../../components/health/health-mark.tsx';
import { healthName, reasonText } from '../../../components/health/health-words.ts';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { TimeUntil } from '../../../components/time-until.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { api } from '../../../lib/client.ts';
import { now } from '../../../lib/clock.ts';
import { dateTime, milliseconds } from '../../../lib/format.ts';
import { lasting } from '../../../lib/lasting.ts';
import { useCan } from '../../../lib/session.tsx';
import { showFailure } from '../../../lib/show-failure.ts';
import { Cause } from './cause.tsx';
import { momentOf } from './moment-of.ts';
import { Fact, Panel } from './panel.tsx';
import { healthQueries } from './queries.ts';
import { t } from './texts.ts';

interface StatusPanelProps {
  id: string;
  name: string;
  detail: HealthDetail;
}

/** How it is now, since when and why, and the way to look at once. */
export function StatusPanel(props: StatusPanelProps) {
  const can = useCan();
  const queries = useQueryClient();
  const check = useMutation(() => ({ mutationFn: (id: string) => api.health.checkNow.mutate({ id }) }));
  const checkNow = async () => {
    const { id, name } = props;
    try {
      queries.setQueryData(healthQueries.detail(id).queryKey, await check.mutateAsync(id));
      await queries.invalidateQueries({ queryKey: healthQueries.of(id) });
    } catch (error) {
      showFailure(t().notChecked(name), error, checkNow);
    }
  };
  const isWatched = () => props.detail.monitoring.enabled;
  return (
    <Panel
      title={t().status}
      aside={
        <Show when={can('connections:test')}>
          <Button size="sm" busy={check.isPending} onClick={() => void checkNow()}>
            <Show when={!check.isPending}>
              <CheckIcon class="size-3.5" aria-hidden="true" />
            </Show>
            {t().checkNow}
          </Button>
        </Show>
      }
    >
      <p role="status" class="flex flex-wrap items-center gap-x-2">
        <HealthMark status={props.detail.status} class="size-5" />
        <span class="font-semibold text-base">{healthName(props.detail.status)}</span>
        <Show when={props.detail.since}>
          {(since) => (
            <time datetime={since()} title={dateTime(since())} class="text-fg-3">
              {t().since(momentOf(since(), now()), lasting((now() - Date.parse(since())) / 1_000))}
            </time>
          )}
        </Show>
      </p>
      <Show when={!isWatched()}>
        <p class="text-fg-2">{t().notWatched}</p>
      </Show>
      <Show when={props.detail.reasons.length > 0}>
        <ul class="flex flex-col gap-1 text-fg-2">
          <For each={props.detail.reasons}>{(reason) => <li>{reasonText(reason)}</li>}</For>
        </ul>
      </Show>
      <Show when={props.detail.code}>
        {(code) => (
          <Cause
            code={code()}
            stage={props.detail.stage ?? null}
            message={props.detail.message ?? null}
            remedy={props.detail.remedy ?? null}
            team={props.detail.team ?? null}
            isTold={props.detail.status === 'unreachable'}
          />
        )}
      </Show>
      <dl class="grid gap-x-8 gap-y-1 border-line border-t pt-3 md:grid-cols-2">
        <Fact label={t().lastCheck}>
          <RelativeTime at={props.detail.lastCheckAt} />
        </Fact>
        <Fact label={t().nextCheck}>
          <Show when={isWatched() && props.detail.nextCheckAt} fallback={t().none}>
            {(at) => <TimeUntil at={at()} />}
          </Show>
        </Fact>
        <Fact label={t().lastSuccess}>
          <RelativeTime at={props.detail.lastSuccessAt} />
        </Fact>
        <Fact label={t().tookLast}>
          {props.detail.latencyMs === null ? t().none : milliseconds(props.detail.latencyMs)}
        </Fact>
      </dl>
    </Panel>
  );
}
