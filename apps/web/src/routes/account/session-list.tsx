import type { Session } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { For, Match, Show, Switch } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import ComputerIcon from '~icons/lucide/monitor';
import PhoneIcon from '~icons/lucide/smartphone';
import ProgramIcon from '~icons/lucide/square-terminal';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Chip } from '../../components/ui/chip.tsx';
import { focusPageWhenLost } from '../../components/ui/restore-focus.ts';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { showFailure } from '../../lib/show-failure.ts';
import { showToast } from '../../lib/toasts.ts';
import { sessionQueries } from './queries.ts';
import { t } from './texts.ts';
import { deviceOf } from './user-agent.ts';

/** Where the user is signed in, and how to end it. */
export function SessionList() {
  const queries = useQueryClient();
  const list = useLiveQuery(() => sessionQueries.list());
  const others = () => (list.data ?? []).filter((session) => !session.isCurrent).length;
  const revoke = useMutation(() => ({ mutationFn: (id: string) => api.auth.revokeSession.mutate({ id }) }));
  const revokeOthers = useMutation(() => ({ mutationFn: () => api.auth.revokeOtherSessions.mutate() }));
  const end = async (ending: () => Promise<unknown>, title: string): Promise<void> => {
    try {
      await ending();
      showToast({ tone: 'ok', title });
    } catch (error) {
      showFailure(t().sessionNotEnded, error, () => end(ending, title));
    }
    await queries.invalidateQueries({ queryKey: sessionQueries.list().queryKey });
    focusPageWhenLost();
  };
  return (
    <section aria-labelledby="sessions-title">
      <div class="flex flex-wrap items-center gap-3">
        <div class="min-w-0 flex-1 basis-48">
          <h2 id="sessions-title" class="font-semibold tracking-tight">
            {t().sessions}
          </h2>
          <p class="text-fg-3">{t().sessionsText}</p>
        </div>
        <Show when={others() > 0}>
          <Button
            busy={revokeOthers.isPending}
            onClick={() => void end(() => revokeOthers.mutateAsync(), t().signedOutElsewhere)}
          >
            {t().signOutElsewhere}
          </Button>
        </Show>
      </div>
      <div class="mt-3">
        <Switch fallback={<div class="skeleton h-32 rounded-lg" role="status" aria-label={t().loading} />}>
          <Match when={list.isError && !list.data}>
            <FailurePanel
              title={t().sessionsFailed}
              failure={toFailure(list.error)}
              onRetry={() => void list.refetch()}
            />
          </Match>
          <Match when={list.data}>
            {(found) => (
              <ul aria-label={t().sessions} class="overflow-hidden rounded-lg border border-line bg-surface">
                <For each={found()}>
                  {(session) => (
                    <SessionLine
                      session={session}
                      busy={revoke.isPending && revoke.variables === session.id}
                      onRevoke={() => void end(() => revoke.mutateAsync(session.id), t().sessionEnded)}
                    />
                  )}
                </For>
              </ul>
            )}
          </Match>
        </Switch>
      </div>
    </section>
  );
}

const ICONS = { computer: ComputerIcon, phone: PhoneIcon, program: ProgramIcon };

function SessionLine(props: { session: Session; busy: boolean; onRevoke(): void }) {
  const device = () => deviceOf(props.session.userAgent);
  return (
    <li class="flex items-center gap-3 border-line border-t px-3 py-2.5 first:border-t-0">
      <span class="grid size-8 shrink-0 place-items-center rounded-md bg-idle-soft text-fg-2">
        <Dynamic component={ICONS[device().kind]} class="size-4" aria-hidden="true" />
      </span>
      <div class="min-w-0 flex-1">
        <p class="flex flex-wrap items-center gap-x-2 font-medium" title={props.session.userAgent ?? undefined}>
          <span class="min-w-0 break-words">{device().name}</span>
          <Show when={props.session.isCurrent}>
            <Chip tone="ok">{t().thisSession}</Chip>
          </Show>
        </p>
        <p class="flex flex-wrap gap-x-1 text-fg-3 text-xs">
          <Show when={props.session.address}>
            <span class="break-all">{props.session.address} ·</span>
          </Show>
          <span>
            {t().lastSeen} <RelativeTime at={props.session.lastSeenAt} /> ·
          </span>
          <span>
            {t().signedIn} <RelativeTime at={props.session.createdAt} />
          </span>
        </p>
      </div>
      <Show when={!props.session.isCurrent}>
        <Button
          size="sm"
          variant="ghost"
          busy={props.busy}
          aria-label={t().signOutOf(device().name)}
          onClick={() => props.onRevoke()}
        >
          {t().signOut}
        </Button>
      </Show>
    </li>
  );
}
