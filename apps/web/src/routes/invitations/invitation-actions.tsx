import type { Invitation, SentInvitation } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show, Suspense } from 'solid-js';
import RevokeIcon from '~icons/lucide/ban';
import MoreIcon from '~icons/lucide/ellipsis';
import ResendIcon from '~icons/lucide/send';
import { GuardedItem } from '../../components/access/guarded.tsx';
import { laterDialog } from '../../components/later.tsx';
import { Menu, MenuSeparator } from '../../components/ui/menu.tsx';
import { api } from '../../lib/client.ts';
import { showFailure } from '../../lib/show-failure.ts';
import { invitationQueries } from './queries.ts';
import { t } from './texts.ts';

const RevokeDialog = laterDialog(() => import('./revoke-dialog.tsx'));

interface InvitationActionsProps {
  invitation: Invitation;
  onSent(invitation: SentInvitation): void;
}

/** Only an invitation that can still be accepted, or renewed, has actions. */
export function InvitationActions(props: InvitationActionsProps) {
  const queries = useQueryClient();
  const [revoking, setRevoking] = createSignal(false);
  const open = () => props.invitation.status === 'pending' || props.invitation.status === 'expired';
  const resend = useMutation(() => ({
    mutationFn: () => api.invitations.resend.mutate({ id: props.invitation.id }),
  }));
  const run = async (): Promise<void> => {
    try {
      props.onSent(await resend.mutateAsync());
    } catch (error) {
      showFailure(t().notSent, error, run);
    }
    await queries.invalidateQueries({ queryKey: invitationQueries.all });
  };
  return (
    <Show when={open()}>
      <Menu
        label={t().actions(props.invitation.email)}
        triggerClass="grid size-7 place-items-center rounded-md text-fg-3 hover:bg-idle-soft hover:text-fg max-md:size-9"
        trigger={<MoreIcon class="size-4" aria-hidden="true" />}
      >
        <GuardedItem needs="invitation:create" onSelect={() => void run()}>
          <ResendIcon class="size-3.5" aria-hidden="true" />
          {t().sendAgain}
        </GuardedItem>
        <MenuSeparator />
        <GuardedItem danger needs="invitation:delete" onSelect={() => setRevoking(true)}>
          <RevokeIcon class="size-3.5" aria-hidden="true" />
          {t().revoke}
        </GuardedItem>
      </Menu>
      <Suspense>
        <Show when={revoking()}>
          <RevokeDialog invitation={props.invitation} onClose={() => setRevoking(false)} />
        </Show>
      </Suspense>
    </Show>
  );
}
