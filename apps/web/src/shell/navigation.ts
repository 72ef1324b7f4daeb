import type { Permission } from '@portolan/contract';
import type { ComponentProps, JSX } from 'solid-js';
import BellIcon from '~icons/lucide/bell';
import RobotIcon from '~icons/lucide/bot';
import TenantsIcon from '~icons/lucide/building-2';
import SearchIcon from '~icons/lucide/columns-3';
import DatabaseIcon from '~icons/lucide/database';
import HomeIcon from '~icons/lucide/house';
import KeyIcon from '~icons/lucide/key-round';
import InvitationsIcon from '~icons/lucide/mail-plus';
import VmsIcon from '~icons/lucide/monitor';
import LogIcon from '~icons/lucide/scroll';
import AuditIcon from '~icons/lucide/scroll-text';
import HypervisorsIcon from '~icons/lucide/server';
import RolesIcon from '~icons/lucide/shield-check';
import IncidentsIcon from '~icons/lucide/siren';
import OperatorsIcon from '~icons/lucide/user-cog';
import AccountIcon from '~icons/lucide/user-round';
import UsersIcon from '~icons/lucide/users-round';
import { inTenant, type TenantPath } from '../lib/addresses.ts';
import type { Texts } from '../lib/locale.ts';
import { useCan, useSession } from '../lib/session.tsx';
import { t } from './texts.ts';

interface ItemFields {
  /** What it is called: see the texts. */
  name: keyof Texts['shell']['pages'];
  /** Who finds it there: everyone, operators, or who holds a permission in the tenant, of several any. */
  access: Permission | readonly Permission[] | 'operator' | 'everyone';
  /** Second key of the chord that begins with `g`. */
  key: string;
  icon: (props: ComponentProps<'svg'>) => JSX.Element;
  /** Other pages stand below its address. */
  isRoot?: boolean;
  /** Only where there is something that machines run on. */
  needsHypervisor?: boolean;
}

/** A page inside the tenant at hand, or one outside of all. */
export type NavigationItem =
  | (ItemFields & { path: TenantPath; global?: false })
  | (ItemFields & { path: string; global: true });

export interface NavigationGroup {
  name: keyof Texts['shell']['groups'];
  items: readonly NavigationItem[];
}

/** All keys, or those of one's own. */
const KEY_READERS: readonly Permission[] = ['api_key:read', 'api_key:create'];

/** The pages of the sidebar, the palette and the shortcuts: one list. */
export const NAVIGATION: readonly NavigationGroup[] = [
  {
    name: 'overview',
    items: [
      { path: '/', name: 'home', access: 'connections:read', key: 'h', icon: HomeIcon, isRoot: true },
      { path: '/incidents', name: 'incidents', access: 'connections:read', key: 'd', icon: IncidentsIcon },
      { path: '/notifications', name: 'notifications', access: 'monitoring:manage', key: 'n', icon: BellIcon },
    ],
  },
  {
    name: 'data',
    items: [
      { path: '/connections', name: 'connections', access: 'connections:read', key: 'c', icon: DatabaseIcon },
      { path: '/search', name: 'search', access: 'connections:introspect', key: 's', icon: SearchIcon },
    ],
  },
  {
    name: 'people',
    items: [
      { path: '/users', name: 'users', access: 'user:read', key: 'u', icon: UsersIcon },
      { path: '/roles', name: 'roles', access: 'role:read', key: 'r', icon: RolesIcon },
      { path: '/invitations', name: 'invitations', access: 'invitation:read', key: 'i', icon: InvitationsIcon },
    ],
  },
  {
    name: 'security',
    items: [
      { path: '/api-keys', name: 'apiKeys', access: KEY_READERS, key: 'k', icon: KeyIcon },
      {
        path: '/service-accounts',
        name: 'serviceAccounts',
        access: 'service_account:read',
        key: 'v',
        icon: RobotIcon,
      },
      { path: '/audit', name: 'audit', access: 'audit:read', key: 'a', icon: AuditIcon },
    ],
  },
  {
    name: 'compute',
    items: [{ path: '/vms', name: 'vms', access: 'vm:read', key: 'b', icon: VmsIcon, needsHypervisor: true }],
  },
  {
    name: 'operator',
    items: [
      { path: '/tenants', name: 'tenants', access: 'operator', key: 't', icon: TenantsIcon, global: true },
      { path: '/operators', name: 'operators', access: 'operator', key: 'o', icon: OperatorsIcon, global: true },
      { path: '/hypervisors', name: 'hypervisors', access: 'operator', key: 'y', icon: HypervisorsIcon, global: true },
      {
        path: '/installation-log',
        name: 'log',
        access: 'operator',
        key: 'l',
        icon: LogIcon,
        global: true,
      },
    ],
  },
];

const ACCOUNT: NavigationItem = {
  path: '/account',
  name: 'account',
  access: 'everyone',
  key: 'm',
  icon: AccountIcon,
  global: true,
};

/** Every page, the one of the account menu included. */
export const PAGES: readonly NavigationItem[] = [...NAVIGATION.flatMap((group) => group.items), ACCOUNT];

export function pageLabel({ name }: NavigationItem): string {
  return t().pages[name];
}

/** The address of a page, now: that of the tenant at hand. */
export function hrefOf(item: NavigationItem): string {
  return item.global ? item.path : inTenant(item.path);
}

/** Whether an address is that of a page, or of one below it. */
export function isAt(item: NavigationItem, pathname: string): boolean {
  return item.isRoot ? pathname.replace(/\/$/, '') === hrefOf(item) : pathname.startsWith(hrefOf(item));
}

/** Whether the user may open a page: by its address, it opens. */
export function useMayOpen(): (item: NavigationItem) => boolean {
  const can = useCan();
  const session = useSession();
  return ({ access }) => {
    if (access === 'everyone') return true;
    return access === 'operator' ? session().me.isOperator : [access].flat().some(can);
  };
}

/** Whether a page is offered: to who may open it, where there is anything on it. */
export function useIsOffered(): (item: NavigationItem) => boolean {
  const mayOpen = useMayOpen();
  const session = useSession();
  return (item) => mayOpen(item) && (!item.needsHypervisor || session().me.hasHypervisor);
}
