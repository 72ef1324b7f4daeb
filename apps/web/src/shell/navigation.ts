import type { Permission } from '@portolan/contract';
import type { ComponentProps, JSX } from 'solid-js';
import TenantsIcon from '~icons/lucide/building-2';
import SearchIcon from '~icons/lucide/columns-3';
import DatabaseIcon from '~icons/lucide/database';
import KeyIcon from '~icons/lucide/key-round';
import InvitationsIcon from '~icons/lucide/mail-plus';
import LogIcon from '~icons/lucide/scroll';
import AuditIcon from '~icons/lucide/scroll-text';
import RolesIcon from '~icons/lucide/shield-check';
import OperatorsIcon from '~icons/lucide/user-cog';
import AccountIcon from '~icons/lucide/user-round';
import UsersIcon from '~icons/lucide/users-round';
import { useCan, useSession } from '../lib/session.tsx';

export interface NavigationItem {
  href: string;
  label: string;
  /** Who finds it there: everyone, operators, or who holds a permission in the tenant. */
  access: Permission | 'operator' | 'everyone';
  /** Second key of the chord that begins with `g`. */
  key: string;
  icon: (props: ComponentProps<'svg'>) => JSX.Element;
  /** Outside any tenant. */
  global?: boolean;
}

export interface NavigationGroup {
  label: string;
  items: readonly NavigationItem[];
}

/** The pages of the sidebar, the palette and the shortcuts: one list. */
export const NAVIGATION: readonly NavigationGroup[] = [
  {
    label: 'Data',
    items: [
      { href: '/connections', label: 'Connections', access: 'connections:read', key: 'c', icon: DatabaseIcon },
      { href: '/search', label: 'Search columns', access: 'connections:introspect', key: 's', icon: SearchIcon },
    ],
  },
  {
    label: 'People',
    items: [
      { href: '/users', label: 'Users', access: 'user:read', key: 'u', icon: UsersIcon },
      { href: '/roles', label: 'Roles', access: 'role:read', key: 'r', icon: RolesIcon },
      { href: '/invitations', label: 'Invitations', access: 'invitation:read', key: 'i', icon: InvitationsIcon },
    ],
  },
  {
    label: 'Security',
    items: [
      { href: '/api-keys', label: 'API keys', access: 'api_key:read', key: 'k', icon: KeyIcon },
      { href: '/audit', label: 'Audit log', access: 'audit:read', key: 'a', icon: AuditIcon },
    ],
  },
  {
    label: 'Operator',
    items: [
      { href: '/tenants', label: 'Tenants', access: 'operator', key: 't', icon: TenantsIcon, global: true },
      { href: '/operators', label: 'Operators', access: 'operator', key: 'o', icon: OperatorsIcon, global: true },
      {
        href: '/installation-log',
        label: 'Installation log',
        access: 'operator',
        key: 'l',
        icon: LogIcon,
        global: true,
      },
    ],
  },
];

const ACCOUNT: NavigationItem = {
  href: '/account',
  label: 'Account',
  access: 'everyone',
  key: 'm',
  icon: AccountIcon,
  global: true,
};

/** Every page, the one of the account menu included. */
export const PAGES: readonly NavigationItem[] = [...NAVIGATION.flatMap((group) => group.items), ACCOUNT];

/** Whether a page is offered to the user. */
export function useMayOpen(): (item: NavigationItem) => boolean {
  const can = useCan();
  const session = useSession();
  return ({ access }) => {
    if (access === 'everyone') return true;
    return access === 'operator' ? session().me.isOperator : can(access);
  };
}
