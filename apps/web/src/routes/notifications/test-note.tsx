import type { NotificationDelivery, NotificationRule } from '@portolan/contract';
import { Match, Show, Switch } from 'solid-js';
import OkIcon from '~icons/lucide/circle-check';
import BadIcon from '~icons/lucide/triangle-alert';
import { Spinner } from '../../components/ui/spinner.tsx';
import { useLiveQuery } from '../../lib/query.ts';
import { sentence } from '../../lib/sentence.ts';
import { hasAnswer, notificationQueries } from './queries.ts';
import { t } from './texts.ts';

/** What became of the test of a rule, as soon as the target has answered. */
export function TestNote(props: { rule: NotificationRule; deliveryId: string | undefined }) {
  return (
    <div role="status" class="text-xs empty:hidden">
      <Show when={props.deliveryId} keyed>
        {(id) => <Result ruleId={props.rule.id} id={id} />}
      </Show>
    </div>
  );
}

function Result(props: { ruleId: string; id: string }) {
  const sent = useLiveQuery(() => notificationQueries.sent(props.ruleId, props.id));
  const answered = () => (sent.data && hasAnswer(sent.data) ? sent.data : null);
  return (
    <Show
      when={answered()}
      fallback={
        <p class="mt-1 flex items-center gap-1.5 text-fg-2">
          <Spinner />
          {t().test.running}
        </p>
      }
    >
      {(delivery) => <Answer delivery={delivery()} />}
    </Show>
  );
}

function Answer(props: { delivery: NotificationDelivery }) {
  const failure = () => sentence(t().failure(props.delivery.failure ?? ''));
  return (
    <Switch>
      <Match when={props.delivery.status === 'delivered'}>
        <p class="mt-1 flex items-start gap-1.5 text-ok">
          <OkIcon class="mt-px size-3.5 shrink-0" aria-hidden="true" />
          {t().test.delivered(props.delivery.answerCode)}
        </p>
      </Match>
      <Match when={true}>
        <p class="wrap-anywhere mt-1 flex items-start gap-1.5 text-bad">
          <BadIcon class="mt-px size-3.5 shrink-0" aria-hidden="true" />
          <span class="min-w-0">
            {t().test.failed} {failure()}
          </span>
        </p>
      </Match>
    </Switch>
  );
}
