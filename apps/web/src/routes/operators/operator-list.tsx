import type { Operator, OperatorStatus } from '@portolan/contract';
import { Show } from 'solid-js';
import ActiveIcon from '~icons/lucide/circle-check';
import InactiveIcon from '~icons/lucide/circle-pause';
import InvitedIcon from '~icons/lucide/mail';
import ExpiredIcon from '~icons/lucide/timer-off';
import DeleteIcon from '~icons/lucide/trash-2';
import { PersonName } from '../../components/person-name.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { TimeUntil } from '../../components/time-until.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Chip, type Icon, type Tone } from '../../components/ui/chip.tsx';
import { useSession } from '../../lib/session.tsx';

const LOOKS: Record<OperatorStatus, { tone: Tone; icon: Icon; label: string }> = {
  active: { tone: 'ok', icon: ActiveIcon, label: 'Active' },
  inactive: { tone: 'idle', icon: InactiveIcon, label: 'Deactivated' },
  invited: { tone: 'accent', icon: InvitedIcon, label: 'Invited' },
  expired: { tone: 'idle', icon: ExpiredIcon, label: 'Expired' },
};

/** An invitation is revoked, a person removed. */
const verbOf = ({ status }: Operator) => (status === 'invited' || status === 'expired' ? 'Revoke' : 'Remove');

interface OperatorListProps {
  rows: Operator[] | undefined;
  stale: boolean;
  onRemove(operator: Operator): void;
}

export function OperatorList(props: OperatorListProps) {
  const session = useSession();
  const columns: readonly Column<Operator>[] = [
    {
      label: 'Operator',
      class: 'w-[40%]',
      cell: (operator) => <PersonName person={operator} isMe={operator.id === session().me.id} />,
    },
    {
      label: 'Status',
      cell: (operator) => (
        <>
          <Chip tone={LOOKS[operator.status].tone} icon={LOOKS[operator.status].icon}>
            {LOOKS[operator.status].label}
          </Chip>
          <Show when={operator.status === 'invited' && operator.expiresAt}>
            {(at) => (
              <p class="mt-1 break-words text-fg-3 text-xs">
                Expires <TimeUntil at={at()} />
              </p>
            )}
          </Show>
        </>
      ),
    },
    {
      label: 'Invited by',
      cell: ({ invitedBy }) => (
        <p class="truncate" title={invitedBy ?? undefined}>
          {invitedBy ?? '—'}
        </p>
      ),
    },
    { label: 'Since', class: 'w-28', cell: (operator) => <RelativeTime at={operator.createdAt} /> },
  ];
  return (
    <RecordList
      label="Operators"
      columns={columns}
      rows={props.rows}
      stale={props.stale}
      actionsClass="w-32"
      actionsBelow
      actions={(operator) => (
        <Button
          size="sm"
          variant="ghost"
          aria-label={`${verbOf(operator)} ${operator.email}`}
          onClick={() => props.onRemove(operator)}
        >
          <DeleteIcon class="size-3.5" aria-hidden="true" />
          {verbOf(operator)}…
        </Button>
      )}
    />
  );
}
