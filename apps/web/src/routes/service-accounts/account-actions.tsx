import type { ServiceAccount } from '@portolan/contract';
import { useNavigate } from '@solidjs/router';
import { createSignal, Match, Show, Suspense, Switch } from 'solid-js';
import ActivateIcon from '~icons/lucide/circle-check';
import DeactivateIcon from '~icons/lucide/circle-pause';
import MoreIcon from '~icons/lucide/ellipsis';
import KeyIcon from '~icons/lucide/key-round';
import EditIcon from '~icons/lucide/pencil';
import DeleteIcon from '~icons/lucide/trash-2';
import { GuardedItem } from '../../components/access/guarded.tsx';
import { laterDialog } from '../../components/later.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../components/ui/menu.tsx';
import { inTenant } from '../../lib/addresses.ts';
import { t } from './texts.ts';
import { useSetActive } from './use-set-active.ts';

const AccountDialog = laterDialog(() => import('./account-dialog.tsx'));
const DeactivateDialog = laterDialog(() => import('./deactivate-dialog.tsx'));
const DeleteDialog = laterDialog(() => import('./delete-dialog.tsx'));

export function AccountActions(props: { account: ServiceAccount }) {
  const navigate = useNavigate();
  const setActive = useSetActive();
  const [open, setOpen] = createSignal<'edit' | 'deactivate' | 'delete' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Menu
        label={t().actions(props.account.name)}
        triggerClass="grid size-7 place-items-center rounded-md text-fg-3 hover:bg-idle-soft hover:text-fg max-md:size-9"
        trigger={<MoreIcon class="size-4" aria-hidden="true" />}
      >
        <GuardedItem needs="service_account:update" onSelect={() => setOpen('edit')}>
          <EditIcon class="size-3.5" aria-hidden="true" />
          {t().edit}
        </GuardedItem>
        <MenuItem onSelect={() => navigate(inTenant(`/service-accounts?of=${props.account.id}`))}>
          <KeyIcon class="size-3.5" aria-hidden="true" />
          {t().showKeys}
        </MenuItem>
        <MenuSeparator />
        <Show
          when={props.account.isActive}
          fallback={
            <GuardedItem needs="service_account:update" onSelect={() => void setActive(props.account, true)}>
              <ActivateIcon class="size-3.5" aria-hidden="true" />
              {t().activate}
            </GuardedItem>
          }
        >
          <GuardedItem needs="service_account:update" onSelect={() => setOpen('deactivate')}>
            <DeactivateIcon class="size-3.5" aria-hidden="true" />
            {t().deactivate}
          </GuardedItem>
        </Show>
        <GuardedItem danger needs="service_account:delete" onSelect={() => setOpen('delete')}>
          <DeleteIcon class="size-3.5" aria-hidden="true" />
          {t().delete}
        </GuardedItem>
      </Menu>
      <Suspense>
        <Switch>
          <Match when={open() === 'edit'}>
            <AccountDialog account={props.account} onClose={close} />
          </Match>
          <Match when={open() === 'deactivate'}>
            <DeactivateDialog account={props.account} onClose={close} />
          </Match>
          <Match when={open() === 'delete'}>
            <DeleteDialog account={props.account} onClose={close} />
          </Match>
        </Switch>
      </Suspense>
    </>
  );
}
