import { NO_PREFERENCES, type Preferences, SetPreferencesInput } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';

/** What is stored, whole: a choice that is no longer there to be made is none. */
export async function readPreferences(em: EntityManager, userId: string): Promise<Preferences> {
  const [row] = await em.execute<{ preferences: Record<string, unknown> }[]>(
    'select preferences from user_preferences where user_id = ?',
    [userId],
  );
  const stored = Object.entries(row?.preferences ?? {}).filter(([key, value]) => {
    const schema = SetPreferencesInput.shape[key as keyof Preferences];
    return schema?.safeParse(value).success;
  });
  return { ...NO_PREFERENCES, ...Object.fromEntries(stored) };
}
