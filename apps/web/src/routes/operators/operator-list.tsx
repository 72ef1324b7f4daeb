import type { Operator, OperatorStatus } from '@portolan/contract';
import { Show } from 'solid-js';
import ActiveIcon from '~icons/lucide/circle-check';
import InactiveIcon from '~icons/lucide/circle-pause';
import InvitedIcon from '~icons/lucide/mail';
import ExpiredIcon from '~icons/lucide/timer-off';
import DeleteIcon from '~icons/lucide/trash-2';
import { Filled } from '../../components/filled.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { TimeUntil } from '../../components/time-until.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Chip, type Icon, type Tone } from '../../components/ui/chip.tsx';
import { useSession } from '../../lib/session.tsx';
import { t } from './texts.ts';

const LOOKS: Record<OperatorStatus, { tone: Tone; icon: Icon }> = {
  active: { tone: 'ok', icon: ActiveIcon },
  inactive: { tone: 'idle', icon: InactiveIcon },
  invited: { tone: 'accent', icon: InvitedIcon },
  expired: { tone: 'idle', icon: ExpiredIcon },
};

/** An invitation is revoked, a person removed. */
const isPending = ({ status }: Operator) => status === 'invited' || status === 'expired';

interface OperatorListProps {
  rows: Operator[] | undefined;
  stale: boolean;
  onRemove(operator: Operator): void;
}

export function OperatorList(props: OperatorListProps) {
  const session = useSession();
  const columns: readonly Column<Operator>[] = [
    {
      get label() {
        return t().operator;
      },
      class: 'w-[40%]',
      cell: (operator) => <PersonName person={operator} isMe={operator.id === session().me.id} />,
    },
    {
      get label() {
        return t().status;
      },
      cell: (operator) => (
        <>
          <Chip tone={LOOKS[operator.status].tone} icon={LOOKS[operator.status].icon}>
            {t().statuses[operator.status]}
          </Chip>
          <Show when={operator.status === 'invited' && operator.expiresAt}>
            {(at) => (
              <p class="mt-1 break-words text-fg-3 text-xs">
                <Filled text={t().expires} gaps={{ time: <TimeUntil at={at()} /> }} />
              </p>
            )}
          </Show>
        </>
      ),
    },
    {
      get label() {
        return t().invitedBy;
      },
      cell: ({ invitedBy }) => (
        <p class="truncate" title={invitedBy ?? undefined}>
          {invitedBy ?? '—'}
        </p>
      ),
    },
    {
      get label() {
        return t().since;
      },
      class: 'w-28',
      cell: (operator) => <RelativeTime at={operator.createdAt} />,
    },
  ];
  return (
    <RecordList
      label={t().page}
      columns={columns}
      rows={props.rows}
      stale={props.stale}
      actionsClass="w-32"
      actionsBelow
      actions={(operator) => (
        <Button
          size="sm"
          variant="ghost"
          aria-label={isPending(operator) ? t().revokeOf(operator.email) : t().removeOf(operator.email)}
          onClick={() => props.onRemove(operator)}
        >
          <DeleteIcon class="size-3.5" aria-hidden="true" />
          {isPending(operator) ? t().revoke : t().remove}
        </Button>
      )}
    />
  );
}
