import { inTenant } from '../lib/addresses.ts';
import { useLiveHealth } from '../lib/live-health.ts';
import { useCan, useSession } from '../lib/session.tsx';
import { useSignOut } from '../lib/use-sign-out.ts';
import { incidentHref, incidentTitle } from '../routes/incidents/index.ts';
import type { Command } from './command-list.ts';
import { hrefOf, PAGES, pageLabel, useIsOffered } from './navigation.ts';
import { t } from './texts.ts';
import { isDark, toggleTheme } from './theme.ts';

/** What is there whatever the databases hold: pages, the other tenants, and what one can do anywhere. */
export function useFixedCommands(onShortcuts: () => void): () => Command[] {
  const can = useCan();
  const session = useSession();
  const isOffered = useIsOffered();
  const signOut = useSignOut();
  const health = useLiveHealth();
  const action = (id: string, label: Command['label'], rest: Partial<Command>): Command => ({
    id,
    group: 'actions',
    label,
    hint: { kind: 'action' },
    ...rest,
  });
  return () => {
    const pages = PAGES.filter(isOffered).map(
      (item): Command => ({
        id: item.path,
        group: 'pages',
        label: pageLabel(item),
        hint: { kind: 'page' },
        keys: `G ${item.key.toUpperCase()}`,
        href: hrefOf(item),
      }),
    );
    const incidents = (health()?.incidents ?? []).map((incident): Command => {
      const href = incidentHref(incident.id);
      return { id: href, group: 'incidents', label: incidentTitle(incident), hint: { kind: 'incident' }, href };
    });
    const others = session().tenants.filter(({ id }) => id !== session().tenant.id);
    const tenants = others.map(
      ({ id, name, slug }): Command => ({
        id,
        group: 'tenants',
        label: name,
        hint: { kind: 'tenant' },
        href: inTenant('/', slug),
      }),
    );
    const actions: Command[] = [];
    if (can('connections:write'))
      actions.push(action('new', { act: 'create', of: '' }, { keys: 'C', href: inTenant('/connections?dialog=new') }));
    if (can('vm:create') && session().me.hasHypervisor)
      actions.push(action('machine', { act: 'machine', of: '' }, { href: inTenant('/vms?machine=new') }));
    if (can('invitation:create'))
      actions.push(action('invite', { act: 'invite', of: '' }, { href: inTenant('/invitations?invite=new') }));
    actions.push(
      action('theme', isDark() ? t().light : t().dark, { run: toggleTheme }),
      action('shortcuts', t().shortcuts, { keys: '?', run: onShortcuts }),
      action('sign-out', t().signOut, { run: () => void signOut() }),
    );
    return incidents.concat(pages, tenants, actions);
  };
}
