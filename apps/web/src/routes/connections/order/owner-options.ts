import { personName } from '../../../lib/format.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { useCan, useSession } from '../../../lib/session.tsx';
import { userQueries } from '../../users/index.ts';
import { connectionQueries } from '../queries.ts';

export interface Person {
  id: string;
  name: string;
}

/** Who can be made an owner: the members, or for whoever may not list them themselves and those who own something already. */
export function useOwnerOptions(): () => readonly Person[] {
  const can = useCan();
  const session = useSession();
  const users = useLiveQuery(() => ({ ...userQueries.everyone(), enabled: can('user:read') }));
  const facets = useLiveQuery(() => ({ ...connectionQueries.facets({}), enabled: !can('user:read') }));
  return () => {
    if (users.data) return users.data.map((user) => ({ id: user.id, name: personName(user) }));
    const owners =
      facets.data?.owner.flatMap(({ value, name }) => (value ? [{ id: value, name: name ?? value }] : [])) ?? [];
    const { me } = session();
    const self = { id: me.id, name: personName(me) };
    return owners.some(({ id }) => id === me.id) ? owners : [self, ...owners];
  };
}
