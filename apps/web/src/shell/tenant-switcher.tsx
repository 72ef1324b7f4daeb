import type { MyTenant } from '@portolan/contract';
import { useNavigate } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import ChevronsIcon from '~icons/lucide/chevrons-up-down';
import { Menu, MenuChoice } from '../components/ui/menu.tsx';
import { useSession, useSessionControl } from '../lib/session.tsx';
import { clearToasts } from '../lib/toasts.ts';

/** Always in sight: in whose data the user works. Changing it leaves nothing of the old tenant behind. */
export function TenantSwitcher(props: { onSwitch(): void }) {
  const session = useSession();
  const control = useSessionControl();
  const queries = useQueryClient();
  const navigate = useNavigate();
  // In one go: whatever is clicked next belongs to the new tenant.
  const enter = (tenant: MyTenant) => {
    props.onSwitch();
    if (tenant.id === session().tenant.id) return;
    void queries.cancelQueries();
    queries.clear();
    clearToasts();
    navigate('/connections');
    void control.enter(tenant);
  };
  return (
    <Menu
      placement="bottom-start"
      triggerClass="flex h-11 w-full shrink-0 items-center gap-2.5 rounded-lg border border-line bg-surface px-2 text-left hover:bg-idle-soft dark:bg-raised"
      trigger={
        <>
          <span
            class="grid size-7 shrink-0 place-items-center rounded-md bg-accent-soft font-semibold text-accent-fg text-xs"
            aria-hidden="true"
          >
            {session().tenant.name.slice(0, 1).toUpperCase()}
          </span>
          <span class="min-w-0 flex-1 truncate font-semibold">
            <span class="sr-only">Tenant: </span>
            {session().tenant.name}
          </span>
          <ChevronsIcon class="size-3.5 shrink-0 text-fg-3" aria-hidden="true" />
        </>
      }
    >
      <MenuChoice
        label="Tenants"
        options={session().tenants}
        value={session().tenant.id}
        keyOf={(tenant) => tenant.id}
        render={(tenant) => tenant.name}
        onChange={enter}
      />
    </Menu>
  );
}
