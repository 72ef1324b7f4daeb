import type { TenantUser } from '@portolan/contract';
import { Show } from 'solid-js';
import ActiveIcon from '~icons/lucide/circle-check';
import InactiveIcon from '~icons/lucide/circle-pause';
import { PersonName } from '../../components/person-name.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { RoleChips } from '../../components/role-chips.tsx';
import { Chip } from '../../components/ui/chip.tsx';
import { useSession } from '../../lib/session.tsx';
import { t } from './texts.ts';
import { UserActions } from './user-actions.tsx';

export function UserList(props: { rows: TenantUser[] | undefined; stale: boolean }) {
  const session = useSession();
  const columns: readonly Column<TenantUser>[] = [
    {
      get label() {
        return t().name;
      },
      class: 'w-[36%]',
      cell: (user) => <PersonName person={user} isMe={user.id === session().me.id} />,
    },
    {
      get label() {
        return t().roles;
      },
      bare: true,
      cell: (user) => <RoleChips names={user.roles} none={t().noRole} />,
    },
    {
      get label() {
        return t().status;
      },
      class: 'w-36',
      bare: true,
      cell: (user) => (
        <Show when={user.isActive} fallback={<Chip icon={InactiveIcon}>{t().deactivated}</Chip>}>
          <Chip tone="ok" icon={ActiveIcon}>
            {t().active}
          </Chip>
        </Show>
      ),
    },
  ];
  return (
    <RecordList
      label={t().page}
      columns={columns}
      rows={props.rows}
      stale={props.stale}
      actions={(user) => <UserActions user={user} />}
    />
  );
}
