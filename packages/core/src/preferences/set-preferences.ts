import type { Preferences, SetPreferencesInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { SessionContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { readPreferences } from './read-preferences.ts';

/** Merged by the database, so that two windows that set different things both get them. */
const MERGE = `
  insert into user_preferences as p (user_id, preferences) values (?, ?::jsonb)
  on conflict (user_id) do update set preferences = p.preferences || excluded.preferences, updated_at = now()`;

/** Changes what the input names, and answers all of it. */
export function setPreferences(ctx: SessionContext, input: SetPreferencesInput): Promise<Preferences> {
  const { userId } = ctx.principal;
  return mutate(ctx, async (em, held) => {
    const before = await readPreferences(em, userId);
    await em.execute(MERGE, [userId, JSON.stringify(input)], 'run');
    const after = await readPreferences(em, userId);
    const details = { before: named(before, input), after: named(after, input) };
    await recordEvent(em, held, { action: 'preferences:set', entityType: 'user', entityId: userId, details });
    return after;
  });
}

function named(preferences: Preferences, input: SetPreferencesInput): Partial<Preferences> {
  return Object.fromEntries(Object.entries(preferences).filter(([key]) => key in input));
}
