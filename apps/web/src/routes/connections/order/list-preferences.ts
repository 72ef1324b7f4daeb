import { NO_PREFERENCES, type Preferences } from '@portolan/contract';
import { queryOptions, useQueryClient } from '@tanstack/solid-query';
import type { Accessor } from 'solid-js';
import { api } from '../../../lib/client.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { readSetting, writeSetting } from '../../../lib/settings.ts';
import { showFailure } from '../../../lib/show-failure.ts';

type ListPreferences = Pick<Preferences, 'density' | 'columns'>;

const preferencesQuery = () =>
  queryOptions({
    queryKey: ['preferences'],
    queryFn: ({ signal }) => api.preferences.get.query(undefined, { signal }),
  });

/** How a person wants the list, wherever they sign in; until the server has said it, as it was here last. */
export function useListPreferences(): [Accessor<ListPreferences>, (change: Partial<ListPreferences>) => Promise<void>] {
  const queries = useQueryClient();
  const asked = useLiveQuery(() => ({ ...preferencesQuery(), staleTime: 300_000 }));
  const remembered = readRemembered();
  const choose = async (change: Partial<ListPreferences>): Promise<void> => {
    const { queryKey } = preferencesQuery();
    const before = queries.getQueryData(queryKey);
    queries.setQueryData<Preferences>(queryKey, (now) => ({ ...NO_PREFERENCES, ...now, ...change }));
    try {
      const now = await api.preferences.set.mutate(change);
      queries.setQueryData(queryKey, now);
      remember(now);
    } catch (error) {
      queries.setQueryData(queryKey, before);
      showFailure('Your choice could not be kept', error, () => choose(change));
    }
  };
  return [() => asked.data ?? remembered, choose];
}

function remember({ density, columns }: ListPreferences): void {
  writeSetting('list', JSON.stringify({ density, columns }));
}

function readRemembered(): ListPreferences {
  try {
    const { density, columns } = JSON.parse(readSetting('list') ?? '{}') as Partial<ListPreferences>;
    return {
      density: density === 'compact' ? density : 'comfortable',
      columns: Array.isArray(columns) ? columns : null,
    };
  } catch {
    return NO_PREFERENCES;
  }
}
