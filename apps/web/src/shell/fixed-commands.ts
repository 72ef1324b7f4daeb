import { inTenant } from '../lib/addresses.ts';
import { useCan, useSession } from '../lib/session.tsx';
import { useSignOut } from '../lib/use-sign-out.ts';
import type { Command } from './command-list.ts';
import { hrefOf, PAGES, useMayOpen } from './navigation.ts';
import { isDark, toggleTheme } from './theme.ts';

/** What is there whatever the databases hold: pages, the other tenants, and what one can do anywhere. */
export function useFixedCommands(onShortcuts: () => void): () => Command[] {
  const can = useCan();
  const session = useSession();
  const mayOpen = useMayOpen();
  const signOut = useSignOut();
  const action = (id: string, label: string, rest: Partial<Command>): Command => ({
    id,
    group: 'Actions',
    label,
    hint: 'Action',
    ...rest,
  });
  return () => {
    const pages = PAGES.filter(mayOpen).map(
      (item): Command => ({
        id: item.path,
        group: 'Pages',
        label: item.label,
        hint: 'Page',
        keys: `G ${item.key.toUpperCase()}`,
        href: hrefOf(item),
      }),
    );
    const others = session().tenants.filter(({ id }) => id !== session().tenant.id);
    const tenants = others.map(
      ({ id, name, slug }): Command => ({
        id,
        group: 'Tenants',
        label: name,
        hint: 'Tenant',
        href: inTenant('/', slug),
      }),
    );
    const actions: Command[] = [];
    if (can('connections:write'))
      actions.push(action('new', 'New connection', { keys: 'C', href: inTenant('/connections?dialog=new') }));
    if (can('invitation:create'))
      actions.push(action('invite', 'Invite somebody', { href: inTenant('/invitations?invite=new') }));
    actions.push(
      action('theme', isDark() ? 'Use light theme' : 'Use dark theme', { run: toggleTheme }),
      action('shortcuts', 'Keyboard shortcuts', { keys: '?', run: onShortcuts }),
      action('sign-out', 'Sign out', { run: () => void signOut() }),
    );
    return pages.concat(tenants, actions);
  };
}
