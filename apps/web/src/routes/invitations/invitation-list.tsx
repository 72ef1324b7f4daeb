import type { Invitation, InvitationStatus, SentInvitation } from '@portolan/contract';
import { Show } from 'solid-js';
import RevokedIcon from '~icons/lucide/ban';
import AcceptedIcon from '~icons/lucide/circle-check';
import DeclinedIcon from '~icons/lucide/circle-x';
import PendingIcon from '~icons/lucide/clock';
import ExpiredIcon from '~icons/lucide/clock-alert';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { TimeUntil } from '../../components/time-until.tsx';
import { Chip, type Icon, type Tone } from '../../components/ui/chip.tsx';
import { InvitationActions } from './invitation-actions.tsx';
import { STATUS_LABELS } from './list-params.ts';

const LOOKS: Record<InvitationStatus, { tone: Tone; icon: Icon }> = {
  pending: { tone: 'accent', icon: PendingIcon },
  accepted: { tone: 'ok', icon: AcceptedIcon },
  declined: { tone: 'bad', icon: DeclinedIcon },
  revoked: { tone: 'idle', icon: RevokedIcon },
  expired: { tone: 'warn', icon: ExpiredIcon },
};

const COLUMNS: readonly Column<Invitation>[] = [
  {
    label: 'E-mail',
    class: 'w-[28%]',
    cell: (invitation) => (
      <p class="truncate font-medium text-fg" title={invitation.email}>
        {invitation.email}
      </p>
    ),
  },
  {
    label: 'Role',
    cell: (invitation) => (
      <p class="truncate" title={invitation.roleName ?? undefined}>
        {invitation.roleName ?? <span class="text-fg-3">deleted</span>}
      </p>
    ),
  },
  {
    label: 'Status',
    class: 'w-28',
    cell: (invitation) => (
      <Chip tone={LOOKS[invitation.status].tone} icon={LOOKS[invitation.status].icon}>
        {STATUS_LABELS[invitation.status]}
      </Chip>
    ),
  },
  {
    label: 'Expires',
    class: 'w-20',
    cell: (invitation) => (
      <Show
        when={invitation.status === 'pending' || invitation.status === 'expired'}
        fallback={<span class="text-fg-3">—</span>}
      >
        <TimeUntil at={invitation.expiresAt} />
      </Show>
    ),
  },
  {
    label: 'Invited',
    class: 'w-[18%]',
    cell: (invitation) => (
      <p class="truncate" title={invitation.invitedBy ?? undefined}>
        <RelativeTime at={invitation.createdAt} />
        <Show when={invitation.invitedBy}>
          <span class="text-fg-3"> by {invitation.invitedBy}</span>
        </Show>
      </p>
    ),
  },
];

interface InvitationListProps {
  rows: Invitation[] | undefined;
  stale: boolean;
  onSent(invitation: SentInvitation): void;
}

export function InvitationList(props: InvitationListProps) {
  return (
    <RecordList
      label="Invitations"
      columns={COLUMNS}
      rows={props.rows}
      stale={props.stale}
      actions={(invitation) => <InvitationActions invitation={invitation} onSent={props.onSent} />}
    />
  );
}
