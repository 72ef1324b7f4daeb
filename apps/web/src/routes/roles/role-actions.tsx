import type { RoleDetail } from '@portolan/contract';
import { createSignal, Match, Show, Suspense, Switch } from 'solid-js';
import MoreIcon from '~icons/lucide/ellipsis';
import ViewIcon from '~icons/lucide/list-checks';
import EditIcon from '~icons/lucide/pencil';
import DeleteIcon from '~icons/lucide/trash-2';
import UsersIcon from '~icons/lucide/users-round';
import { GuardedButton, GuardedItem } from '../../components/access/guarded.tsx';
import { laterDialog } from '../../components/later.tsx';
import { Menu, MenuItem, MenuNote, MenuSeparator } from '../../components/ui/menu.tsx';
import { useSession } from '../../lib/session.tsx';
import { aboveReason } from './above.ts';
import { t } from './texts.ts';

const RoleDialog = laterDialog(() => import('./role-dialog.tsx'));
const RoleView = laterDialog(() => import('./role-view-dialog.tsx'));
const RoleUsersDialog = laterDialog(() => import('./role-users-dialog.tsx'));
const DeleteRoleDialog = laterDialog(() => import('./delete-role-dialog.tsx'));

type Opened = 'view' | 'edit' | 'users' | 'delete';

export function RoleActions(props: { role: RoleDetail }) {
  const session = useSession();
  const [opened, setOpened] = createSignal<Opened | null>(null);
  const close = () => setOpened(null);
  const above = () => aboveReason(props.role, session().me.permissions);
  return (
    <>
      <GuardedButton
        size="sm"
        variant="ghost"
        needs={['role:assign_users', 'user:read']}
        aria-label={t().manageOf(props.role.name)}
        onClick={() => setOpened('users')}
      >
        <UsersIcon class="size-3.5" aria-hidden="true" />
        {t().manage}
      </GuardedButton>
      <Menu
        label={t().more(props.role.name)}
        triggerClass="grid size-7 place-items-center rounded-md text-fg-3 hover:bg-idle-soft hover:text-fg max-md:size-9"
        trigger={<MoreIcon class="size-4" aria-hidden="true" />}
      >
        <MenuItem onSelect={() => setOpened('view')}>
          <ViewIcon class="size-3.5" aria-hidden="true" />
          {t().view}
        </MenuItem>
        <MenuSeparator />
        <Show when={!props.role.isSystemRole} fallback={<MenuNote>{t().systemNote}</MenuNote>}>
          <Show
            when={above()}
            fallback={
              <GuardedItem needs="role:update" onSelect={() => setOpened('edit')}>
                <EditIcon class="size-3.5" aria-hidden="true" />
                {t().edit}
              </GuardedItem>
            }
          >
            {(reason) => <MenuNote>{t().outOfReach(reason())}</MenuNote>}
          </Show>
          <GuardedItem danger needs="role:delete" onSelect={() => setOpened('delete')}>
            <DeleteIcon class="size-3.5" aria-hidden="true" />
            {t().delete}
          </GuardedItem>
        </Show>
      </Menu>
      <Suspense>
        <Switch>
          <Match when={opened() === 'view'}>
            <RoleView role={props.role} onClose={close} />
          </Match>
          <Match when={opened() === 'edit'}>
            <RoleDialog saved={props.role} onClose={close} />
          </Match>
          <Match when={opened() === 'users'}>
            <RoleUsersDialog role={props.role} onClose={close} />
          </Match>
          <Match when={opened() === 'delete'}>
            <DeleteRoleDialog role={props.role} onClose={close} />
          </Match>
        </Switch>
      </Suspense>
    </>
  );
}
