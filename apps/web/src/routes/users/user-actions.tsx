import type { TenantUser } from '@portolan/contract';
import { createSignal, Match, Show, Suspense, Switch } from 'solid-js';
import ActivateIcon from '~icons/lucide/circle-check';
import DeactivateIcon from '~icons/lucide/circle-pause';
import MoreIcon from '~icons/lucide/ellipsis';
import RolesIcon from '~icons/lucide/shield-check';
import RemoveIcon from '~icons/lucide/user-round-minus';
import { GuardedItem } from '../../components/access/guarded.tsx';
import { laterDialog } from '../../components/later.tsx';
import { Menu, MenuNote, MenuSeparator } from '../../components/ui/menu.tsx';
import { personName } from '../../lib/format.ts';
import { useSession } from '../../lib/session.tsx';
import { t } from './texts.ts';
import { useSetActive } from './use-set-active.ts';

const DeactivateDialog = laterDialog(() => import('./deactivate-dialog.tsx'));
const RemoveDialog = laterDialog(() => import('./remove-dialog.tsx'));
const UserRolesDialog = laterDialog(() => import('./user-roles-dialog.tsx'));

export function UserActions(props: { user: TenantUser }) {
  const session = useSession();
  const setActive = useSetActive();
  const [open, setOpen] = createSignal<'roles' | 'deactivate' | 'remove' | null>(null);
  const close = () => setOpen(null);
  const isMe = () => props.user.id === session().me.id;
  return (
    <>
      <Menu
        label={t().actions(personName(props.user))}
        triggerClass="grid size-7 place-items-center rounded-md text-fg-3 hover:bg-idle-soft hover:text-fg max-md:size-9"
        trigger={<MoreIcon class="size-4" aria-hidden="true" />}
      >
        <GuardedItem needs={['role:assign_users', 'role:read']} onSelect={() => setOpen('roles')}>
          <RolesIcon class="size-3.5" aria-hidden="true" />
          {t().changeRoles}
        </GuardedItem>
        <MenuSeparator />
        <Show when={!isMe()} fallback={<MenuNote>{t().notYourself}</MenuNote>}>
          <Show
            when={props.user.isActive}
            fallback={
              <GuardedItem needs="user:update" onSelect={() => void setActive(props.user, true)}>
                <ActivateIcon class="size-3.5" aria-hidden="true" />
                {t().activate}
              </GuardedItem>
            }
          >
            <GuardedItem needs="user:update" onSelect={() => setOpen('deactivate')}>
              <DeactivateIcon class="size-3.5" aria-hidden="true" />
              {t().deactivate}
            </GuardedItem>
          </Show>
          <GuardedItem danger needs="user:delete" onSelect={() => setOpen('remove')}>
            <RemoveIcon class="size-3.5" aria-hidden="true" />
            {t().remove}
          </GuardedItem>
        </Show>
      </Menu>
      <Suspense>
        <Switch>
          <Match when={open() === 'roles'}>
            <UserRolesDialog user={props.user} onClose={close} />
          </Match>
          <Match when={open() === 'deactivate'}>
            <DeactivateDialog user={props.user} onClose={close} />
          </Match>
          <Match when={open() === 'remove'}>
            <RemoveDialog user={props.user} onClose={close} />
          </Match>
        </Switch>
      </Suspense>
    </>
  );
}
