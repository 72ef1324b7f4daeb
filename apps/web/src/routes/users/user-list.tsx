import type { TenantUser } from '@portolan/contract';
import { For, Show } from 'solid-js';
import ActiveIcon from '~icons/lucide/circle-check';
import InactiveIcon from '~icons/lucide/circle-pause';
import { PersonName } from '../../components/person-name.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { Chip } from '../../components/ui/chip.tsx';
import { useSession } from '../../lib/session.tsx';
import { UserActions } from './user-actions.tsx';

export function UserList(props: { rows: TenantUser[] | undefined; stale: boolean }) {
  const session = useSession();
  const columns: readonly Column<TenantUser>[] = [
    {
      label: 'Name',
      class: 'w-[36%]',
      cell: (user) => <PersonName person={user} isMe={user.id === session().me.id} />,
    },
    { label: 'Roles', bare: true, cell: (user) => <RoleChips names={user.roles} /> },
    {
      label: 'Status',
      class: 'w-36',
      bare: true,
      cell: (user) => (
        <Show when={user.isActive} fallback={<Chip icon={InactiveIcon}>Deactivated</Chip>}>
          <Chip tone="ok" icon={ActiveIcon}>
            Active
          </Chip>
        </Show>
      ),
    },
  ];
  return (
    <RecordList
      label="Users"
      columns={columns}
      rows={props.rows}
      stale={props.stale}
      actions={(user) => <UserActions user={user} />}
    />
  );
}

function RoleChips(props: { names: readonly string[] }) {
  return (
    <Show when={props.names.length > 0} fallback={<span class="text-fg-3">No role</span>}>
      <ul class="flex flex-wrap gap-1">
        <For each={props.names}>
          {(name) => (
            <li class="min-w-0 max-w-full">
              <Chip tone="accent" title={name}>
                {name}
              </Chip>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
