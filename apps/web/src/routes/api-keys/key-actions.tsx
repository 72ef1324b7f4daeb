import type { ListedApiKey, Permission, RotatedApiKey } from '@portolan/contract';
import { createSignal, Match, Show, Suspense, Switch } from 'solid-js';
import MoreIcon from '~icons/lucide/ellipsis';
import UsesIcon from '~icons/lucide/map-pin';
import RotateIcon from '~icons/lucide/refresh-cw';
import EndIcon from '~icons/lucide/timer-off';
import RevokeIcon from '~icons/lucide/trash-2';
import { GuardedItem } from '../../components/access/guarded.tsx';
import { laterDialog } from '../../components/later.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../components/ui/menu.tsx';
import { useCan, useSession } from '../../lib/session.tsx';
import { t } from './texts.ts';

const RotateKeyDialog = laterDialog(() => import('./rotate-key-dialog.tsx'));
const KeyUsesDialog = laterDialog(() => import('./key-uses-dialog.tsx'));
const EndOverlapDialog = laterDialog(() => import('./end-overlap-dialog.tsx'));
const RevokeKeyDialog = laterDialog(() => import('./revoke-key-dialog.tsx'));

export function KeyActions(props: { apiKey: ListedApiKey; onSecret(key: RotatedApiKey): void }) {
  const can = useCan();
  const session = useSession();
  const [open, setOpen] = createSignal<'rotate' | 'uses' | 'overlap' | 'revoke' | null>(null);
  const close = () => setOpen(null);
  /** What its owner, or who manages it, holds; nobody rotates the key of somebody else. */
  const manager = (): Permission | null => {
    const { type, id } = props.apiKey.owner;
    if (type === 'service_account') return 'service_account:update';
    return id === session().me.id ? 'api_key:create' : null;
  };
  const ender = (): Permission => {
    const own = manager();
    return own && can(own) ? own : 'api_key:delete';
  };
  return (
    <>
      <Menu
        label={t().actions(props.apiKey.name)}
        triggerClass="grid size-7 place-items-center rounded-md text-fg-3 hover:bg-idle-soft hover:text-fg max-md:size-9"
        trigger={<MoreIcon class="size-4" aria-hidden="true" />}
      >
        <Show when={manager()}>
          {(needs) => (
            <GuardedItem needs={needs()} onSelect={() => setOpen('rotate')}>
              <RotateIcon class="size-3.5" aria-hidden="true" />
              {t().rotate}
            </GuardedItem>
          )}
        </Show>
        <MenuItem onSelect={() => setOpen('uses')}>
          <UsesIcon class="size-3.5" aria-hidden="true" />
          {t().uses}
        </MenuItem>
        <MenuSeparator />
        <Show when={props.apiKey.formerUntil}>
          <GuardedItem danger needs={ender()} onSelect={() => setOpen('overlap')}>
            <EndIcon class="size-3.5" aria-hidden="true" />
            {t().endOverlap}
          </GuardedItem>
        </Show>
        <GuardedItem danger needs={ender()} onSelect={() => setOpen('revoke')}>
          <RevokeIcon class="size-3.5" aria-hidden="true" />
          {t().revoke}
        </GuardedItem>
      </Menu>
      <Suspense>
        <Switch>
          <Match when={open() === 'rotate'}>
            <RotateKeyDialog apiKey={props.apiKey} onRotated={props.onSecret} onClose={close} />
          </Match>
          <Match when={open() === 'uses'}>
            <KeyUsesDialog apiKey={props.apiKey} onClose={close} />
          </Match>
          <Match when={open() === 'overlap'}>
            <EndOverlapDialog apiKey={props.apiKey} onClose={close} />
          </Match>
          <Match when={open() === 'revoke'}>
            <RevokeKeyDialog apiKey={props.apiKey} onClose={close} />
          </Match>
        </Switch>
      </Suspense>
    </>
  );
}
