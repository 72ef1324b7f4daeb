import type { MyTenant } from '@portolan/contract';
import { useLocation, useNavigate } from '@solidjs/router';
import ChevronsIcon from '~icons/lucide/chevrons-up-down';
import { Menu, MenuChoice } from '../components/ui/menu.tsx';
import { inTenant } from '../lib/addresses.ts';
import { firstLetters } from '../lib/initials.ts';
import { useSession } from '../lib/session.tsx';
import { isAt, PAGES } from './navigation.ts';
import { t } from './texts.ts';

/** Always in sight: in whose data the user works. Another tenant is another address, of the same page there. */
export function TenantSwitcher(props: { onSwitch(): void }) {
  const session = useSession();
  const navigate = useNavigate();
  const location = useLocation();
  const enter = (tenant: MyTenant) => {
    props.onSwitch();
    if (tenant.id === session().tenant.id) return;
    const page = PAGES.find((item) => isAt(item, location.pathname));
    navigate(inTenant(page && !page.global ? page.path : '/', tenant.slug));
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
            {firstLetters(session().tenant.name, 1)}
          </span>
          <span class="min-w-0 flex-1 truncate font-semibold">
            <span class="sr-only">{t().tenant}</span>
            {session().tenant.name}
          </span>
          <ChevronsIcon class="size-3.5 shrink-0 text-fg-3" aria-hidden="true" />
        </>
      }
    >
      <MenuChoice
        label={t().tenants}
        options={session().tenants}
        value={session().tenant.id}
        keyOf={(tenant) => tenant.id}
        render={(tenant) => tenant.name}
        onChange={enter}
      />
    </Menu>
  );
}
