import type { Preferences, SetPreferencesInput } from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { createEffect, untrack } from 'solid-js';
import { api } from './client.ts';
import { language } from './locale.ts';
import { useLiveQuery } from './query.ts';
import { browserLanguage, speak } from './speak.ts';
import { setTimeChoice } from './time-choice.ts';

const FRESH_MS = 300_000;

/** What a person chose of how the page speaks and looks: kept on the server. */
export const preferencesQuery = () =>
  queryOptions({
    queryKey: ['preferences'],
    queryFn: ({ signal }) => api.preferences.get.query(undefined, { signal }),
    staleTime: FRESH_MS,
  });

/** Answers all of them as they are now. */
export async function savePreferences(change: SetPreferencesInput): Promise<Preferences> {
  return api.preferences.set.mutate(change);
}

/** Speaks and tells times as was chosen, from the first answer on. */
export function useChosenSpeech(): void {
  const chosen = useLiveQuery(() => preferencesQuery());
  createEffect(() => chosen.data && heed(chosen.data));
}

function heed({ language: wanted, timeZone, times }: Preferences): void {
  setTimeChoice({ timeZone, times });
  const next = wanted ?? browserLanguage();
  // Where it cannot be fetched, the page goes on as it speaks.
  if (next !== untrack(language)) speak(next).catch(() => undefined);
}
