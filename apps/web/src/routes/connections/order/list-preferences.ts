import { NO_PREFERENCES, type Preferences } from '@portolan/contract';
import { useQueryClient } from '@tanstack/solid-query';
import { type Accessor, createSignal } from 'solid-js';
import { preferencesQuery, savePreferences } from '../../../lib/preferences.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { readSetting, writeSetting } from '../../../lib/settings.ts';
import { showFailure } from '../../../lib/show-failure.ts';
import { t } from '../look-texts.ts';

type ListPreferences = Pick<Preferences, 'density' | 'columns'>;

/** What was chosen and is not kept yet: it holds at once, everywhere on the page. */
const [chosen, setChosen] = createSignal<Partial<ListPreferences>>({});

/** How a person wants the list, wherever they sign in; until the server has said it, as it was here last. */
export function useListPreferences(): [Accessor<ListPreferences>, (change: Partial<ListPreferences>) => Promise<void>] {
  const queries = useQueryClient();
  const asked = useLiveQuery(() => preferencesQuery());
  const remembered = readRemembered();
  const choose = async (change: Partial<ListPreferences>): Promise<void> => {
    setChosen((before) => ({ ...before, ...change }));
    try {
      const now = await savePreferences(change);
      queries.setQueryData(preferencesQuery().queryKey, now);
      remember(now);
    } catch (error) {
      setChosen({});
      showFailure(t().notKept, error, () => choose(change));
    }
  };
  return [() => ({ ...(asked.data ?? remembered), ...chosen() }), choose];
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
