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

/** Only while it can be accepted, or renewed, does it matter until when. */
const EXPIRY: Partial<Record<InvitationStatus, string>> = { pending: 'expires', expired: 'expired' };

const COLUMNS: readonly Column<Invitation>[] = [
  {
    label: 'E-mail',
    class: 'w-[34%]',
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
    class: 'w-36',
    cell: (invitation) => (
      <>
        <Chip tone={LOOKS[invitation.status].tone} icon={LOOKS[invitation.status].icon}>
          {STATUS_LABELS[invitation.status]}
        </Chip>
        <Show when={EXPIRY[invitation.status]}>
          {(verb) => (
            <p class="pt-0.5 text-fg-3 text-xs">
              {verb()} <TimeUntil at={invitation.expiresAt} />
            </p>
          )}
        </Show>
      </>
    ),
  },
  {
    label: 'Invited',
    class: 'w-[22%]',
    cell: (invitation) => (
      <>
        <RelativeTime at={invitation.createdAt} />
        <Show when={invitation.invitedBy}>
          {(email) => (
            <p class="truncate text-fg-3 text-xs" title={email()}>
              by {email()}
            </p>
          )}
        </Show>
      </>
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
