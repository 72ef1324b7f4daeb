import { type Connection, KIND_LABELS, type Permission } from '@portolan/contract';
import { inTenant } from '../lib/addresses.ts';
import type { Command, Deed, Group } from './command-list.ts';

interface Means {
  can(permission: Permission): boolean;
  test(connection: Pick<Connection, 'id' | 'name'>): void;
}

/** A connection, as far as it is called what was typed. */
export function openCommand({ id, name, dbType }: Connection): Command {
  const href = inTenant(`/connections/${id}`);
  return { id: href, group: 'connections', label: name, hint: KIND_LABELS[dbType], href };
}

/** What the caller may do with a connection. */
export function actionsOn(
  { id, name }: Pick<Connection, 'id' | 'name'>,
  group: Group,
  { can, test }: Means,
): Command[] {
  const hint = { kind: 'action' } as const;
  const about = (act: Deed['act']): Deed => ({ act, of: name });
  const found: Command[] = [];
  if (can('connections:test'))
    found.push({ id: `test ${id}`, group, label: about('test'), hint, run: () => test({ id, name }) });
  if (can('connections:introspect')) {
    for (const view of ['diagram', 'snapshots', 'types'] as const) {
      const href = inTenant(`/connections/${id}/${view}`);
      found.push({ id: href, group, label: about(view), hint, href });
    }
  }
  if (can('connections:write')) {
    const href = inTenant(`/connections?dialog=${id}`);
    found.push({ id: href, group, label: about('edit'), hint, href });
  }
  return found;
}
