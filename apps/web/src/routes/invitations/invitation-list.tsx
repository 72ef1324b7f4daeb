import type { Invitation, InvitationStatus, SentInvitation } from '@portolan/contract';
import { Show } from 'solid-js';
import RevokedIcon from '~icons/lucide/ban';
import AcceptedIcon from '~icons/lucide/circle-check';
import DeclinedIcon from '~icons/lucide/circle-x';
import PendingIcon from '~icons/lucide/clock';
import ExpiredIcon from '~icons/lucide/clock-alert';
import { Filled } from '../../components/filled.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { TimeUntil } from '../../components/time-until.tsx';
import { Chip, type Icon, type Tone } from '../../components/ui/chip.tsx';
import { InvitationActions } from './invitation-actions.tsx';
import { t } from './texts.ts';

const LOOKS: Record<InvitationStatus, { tone: Tone; icon: Icon }> = {
  pending: { tone: 'accent', icon: PendingIcon },
  accepted: { tone: 'ok', icon: AcceptedIcon },
  declined: { tone: 'bad', icon: DeclinedIcon },
  revoked: { tone: 'idle', icon: RevokedIcon },
  expired: { tone: 'warn', icon: ExpiredIcon },
};

/** Only while it can be accepted, or renewed, does it matter until when. */
const EXPIRY: Partial<Record<InvitationStatus, 'expires' | 'expired'>> = { pending: 'expires', expired: 'expired' };

const COLUMNS: readonly Column<Invitation>[] = [
  {
    get label() {
      return t().email;
    },
    class: 'w-[34%]',
    cell: (invitation) => (
      <p class="truncate font-medium text-fg" title={invitation.email}>
        {invitation.email}
      </p>
    ),
  },
  {
    get label() {
      return t().role;
    },
    cell: (invitation) => (
      <p class="truncate" title={invitation.roleName ?? undefined}>
        {invitation.roleName ?? <span class="text-fg-3">{t().roleDeleted}</span>}
      </p>
    ),
  },
  {
    get label() {
      return t().status;
    },
    class: 'w-36',
    cell: (invitation) => (
      <>
        <Chip tone={LOOKS[invitation.status].tone} icon={LOOKS[invitation.status].icon}>
          {t().statuses[invitation.status]}
        </Chip>
        <Show when={EXPIRY[invitation.status]}>
          {(expiry) => (
            <p class="pt-0.5 text-fg-3 text-xs">
              <Filled text={t()[expiry()]} gaps={{ time: <TimeUntil at={invitation.expiresAt} /> }} />
            </p>
          )}
        </Show>
      </>
    ),
  },
  {
    get label() {
      return t().invited;
    },
    class: 'w-[22%]',
    cell: (invitation) => (
      <>
        <RelativeTime at={invitation.createdAt} />
        <Show when={invitation.invitedBy}>
          {(email) => (
            <p class="truncate text-fg-3 text-xs" title={email()}>
              {t().by(email())}
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
      label={t().page}
      columns={COLUMNS}
      rows={props.rows}
      stale={props.stale}
      actions={(invitation) => <InvitationActions invitation={invitation} onSent={props.onSent} />}
    />
  );
}
