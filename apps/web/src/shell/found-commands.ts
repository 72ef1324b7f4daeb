import type { FoundPlace } from '@portolan/contract';
import { useLocation } from '@solidjs/router';
import { keepPreviousData, useQueryClient } from '@tanstack/solid-query';
import type { Accessor } from 'solid-js';
import { inTenant } from '../lib/addresses.ts';
import { personName } from '../lib/format.ts';
import { useLiveQuery } from '../lib/query.ts';
import { useCan } from '../lib/session.tsx';
import { connectionQueries, testInPassing } from '../routes/connections/index.ts';
import { introspectionQueries, tableHref } from '../routes/introspection/index.ts';
import { roleQueries } from '../routes/roles/index.ts';
import { userQueries } from '../routes/users/index.ts';
import { type Command, matchCommands, objectOf } from './command-list.ts';
import { actionsOn, openCommand } from './connection-commands.ts';

const MOST = 6;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const OPEN_CONNECTION = /^\/t\/[^/]+\/connections\/([^/]+)/;

/**
 * What the server finds for the words that were typed, as far as the caller may see it, and what one can do with it; and
 * what one can do with the connection that is open, whatever is typed.
 */
export function useFoundCommands(search: Accessor<string>) {
  const can = useCan();
  const location = useLocation();
  const queries = useQueryClient();
  const words = () => objectOf(search());
  const means = { can, test: (connection: { id: string; name: string }) => void testInPassing(queries, connection) };
  const stay = { placeholderData: keepPreviousData } as const;
  const openId = () => OPEN_CONNECTION.exec(location.pathname)?.[1] ?? '';

  const here = useLiveQuery(() => ({
    ...connectionQueries.get(openId()),
    enabled: openId() !== '' && can('connections:read'),
  }));
  const connections = useLiveQuery(() => ({
    ...connectionQueries.list({ search: words(), pageSize: MOST, sortBy: 'name', sortOrder: 'asc' }),
    enabled: words() !== '' && can('connections:read'),
    ...stay,
  }));
  const places = useLiveQuery(() => ({
    ...introspectionQueries.find(words()),
    enabled: words().length > 1 && can('connections:introspect'),
    ...stay,
  }));
  const people = useLiveQuery(() => ({
    ...userQueries.list({ search: words(), limit: MOST }),
    enabled: words() !== '' && can('user:read'),
    ...stay,
  }));
  const roles = useLiveQuery(() => ({ ...roleQueries.names(), enabled: words() !== '' && can('role:read') }));

  const isSearching = () => [connections, places, people].some((query) => query.isFetching);
  const onOpen = (): Command[] => (here.data ? actionsOn(here.data, 'here', means) : []);
  const commands = (): Command[] => {
    if (words() === '') return [];
    const found = connections.data?.items ?? [];
    const onFound = found.slice(0, 3).filter(({ id }) => id !== here.data?.id);
    const actions = onFound.flatMap((connection) => actionsOn(connection, 'connections', means));
    // Of the first ones all that can be done would bury what else is called like them.
    const asked = words() === search() ? [] : matchCommands(actions, search());
    const persons = (people.data?.items ?? []).map(
      (person): Command => ({
        id: person.id,
        group: 'people',
        label: personName(person),
        hint: person.email,
        href: inTenant(`/users?search=${encodeURIComponent(person.email)}`),
      }),
    );
    const named = (roles.data ?? []).map(
      ({ id, name }): Command => ({
        id,
        group: 'roles',
        label: name,
        hint: { kind: 'role' },
        href: inTenant(`/roles?role=${id}`),
      }),
    );
    const isKnown = people.data?.items.some(({ email }) => email === words().toLowerCase());
    const strangers = EMAIL.test(words()) && !isKnown && can('invitation:create') ? [inviteCommand(words())] : [];
    return found
      .map(openCommand)
      .concat(asked, (places.data ?? []).map(placeCommand), persons, matchCommands(named, words()), strangers);
  };
  return { onOpen, commands, isSearching };
}

function inviteCommand(email: string): Command {
  const href = inTenant(`/invitations?invite=new&email=${encodeURIComponent(email)}`);
  return {
    id: 'invite-address',
    group: 'actions',
    label: { act: 'invite', of: email },
    hint: { kind: 'action' },
    href,
  };
}

function placeCommand({ connectionId, connectionName, schema, table, column }: FoundPlace): Command {
  const href = tableHref(connectionId, column === null ? { schema, table } : { schema, table, column });
  const label = [schema, table, column].filter(Boolean).join('.');
  return { id: href, group: 'places', label, hint: connectionName, href };
}
