import { INVITATION_STATUSES, type SentInvitation } from '@portolan/contract';
import { keepPreviousData } from '@tanstack/solid-query';
import { createSignal, Show, Suspense } from 'solid-js';
import InviteIcon from '~icons/lucide/mail-plus';
import { GuardedButton } from '../../components/access/guarded.tsx';
import { Readable } from '../../components/access/readable.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FilterPills } from '../../components/filter-pills.tsx';
import { laterDialog } from '../../components/later.tsx';
import { Listing } from '../../components/listing.tsx';
import { PageBody, PageHead } from '../../components/page-head.tsx';
import { Button } from '../../components/ui/button.tsx';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan } from '../../lib/session.tsx';
import { useSearchState } from '../../lib/use-search-state.ts';
import { InvitationList } from './invitation-list.tsx';
import { listParams, toListInput } from './list-params.ts';
import { invitationQueries } from './queries.ts';
import { t } from './texts.ts';

const InviteDialog = laterDialog(() => import('./invite-dialog.tsx'));
const SentDialog = laterDialog(async () => ({
  default: (await import('../../components/sent-dialog.tsx')).SentDialog,
}));

const filters = () => [
  { value: undefined, label: t().all },
  ...INVITATION_STATUSES.map((value) => ({ value, label: t().statuses[value] })),
];

export default function InvitationsPage() {
  usePageTitle(() => t().page);
  const can = useCan();
  const [state, patch] = useSearchState(listParams);
  const [sent, setSent] = createSignal<SentInvitation | null>(null);
  const list = useLiveQuery(() => ({
    ...invitationQueries.list(toListInput(state())),
    placeholderData: keepPreviousData,
    enabled: can('invitation:read'),
  }));
  const inviting = () => state().invite === 'new' && can('invitation:create');
  const close = () => patch({ invite: undefined, email: '' }, { replace: true });
  return (
    <PageBody>
      <PageHead title={t().page} text={t().text}>
        <InviteButton onInvite={() => patch({ invite: 'new' })} />
      </PageHead>
      <Readable permission="invitation:read" refusal={t().refusal}>
        <div class="mt-4">
          <FilterPills
            legend={t().status}
            options={filters()}
            value={state().status}
            onChange={(status) => patch({ status, page: 1 })}
          />
        </div>
        <Listing
          counted={(total) => t().counted(total)}
          failed={t().failed}
          query={list}
          paging={state()}
          onPaging={patch}
          empty={
            <Show
              when={state().status}
              fallback={
                <EmptyState title={t().none} text={t().noneText}>
                  <InviteButton onInvite={() => patch({ invite: 'new' })} />
                </EmptyState>
              }
            >
              {(status) => (
                <EmptyState title={t().noMatch[status()]} text={t().noMatchText}>
                  <Button onClick={() => patch({ status: undefined, page: 1 })}>{t().showAll}</Button>
                </EmptyState>
              )}
            </Show>
          }
        >
          <InvitationList rows={list.data?.items} stale={list.isPlaceholderData} onSent={setSent} />
        </Listing>
      </Readable>
      <Suspense>
        <Show when={inviting()}>
          <InviteDialog email={state().email} onClose={close} />
        </Show>
        <Show when={sent()}>
          {(invitation) => <SentDialog invitation={invitation()} onClose={() => setSent(null)} />}
        </Show>
      </Suspense>
    </PageBody>
  );
}

function InviteButton(props: { onInvite(): void }) {
  return (
    <GuardedButton variant="primary" needs={['invitation:create', 'role:read']} onClick={() => props.onInvite()}>
      <InviteIcon class="size-4" aria-hidden="true" />
      {t().invite}
    </GuardedButton>
  );
}
