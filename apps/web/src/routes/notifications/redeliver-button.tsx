import type { NotificationDelivery } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { Show } from 'solid-js';
import AgainIcon from '~icons/lucide/rotate-cw';
import { Button } from '../../components/ui/button.tsx';
import { api } from '../../lib/client.ts';
import { showFailure } from '../../lib/show-failure.ts';
import { showToast } from '../../lib/toasts.ts';
import { notificationQueries } from './queries.ts';
import { t } from './texts.ts';
import { subjectText } from './words.ts';

/** The same message again, to where its rule leads now; it stands on top of the log then. */
export function RedeliverButton(props: { delivery: NotificationDelivery; onSent(): void }) {
  const queries = useQueryClient();
  const send = useMutation(() => ({
    mutationFn: () => api.notifications.redeliver.mutate({ id: props.delivery.id }),
  }));
  const redeliver = async () => {
    try {
      await send.mutateAsync();
      props.onSent();
      showToast({ tone: 'ok', title: t().isSentAgain, text: t().onTop });
    } catch (error) {
      showFailure(t().notSentAgain, error, redeliver);
    }
    await queries.invalidateQueries({ queryKey: notificationQueries.all });
  };
  return (
    <Show when={props.delivery.ruleId !== null && props.delivery.status !== 'pending'}>
      <Button
        size="sm"
        variant="ghost"
        busy={send.isPending}
        aria-label={t().redeliverOf(subjectText(props.delivery))}
        onClick={() => void redeliver()}
      >
        <AgainIcon class="size-3.5" aria-hidden="true" />
        {t().redeliver}
      </Button>
    </Show>
  );
}
