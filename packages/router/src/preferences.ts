import { Preferences, SetPreferencesInput } from '@portolan/contract';
import { getPreferences, setPreferences } from '@portolan/core';
import { answer } from './answer.ts';
import { router, sessionProcedure } from './trpc.ts';
import { verb } from './verb.ts';

export const preferencesRouter = router({
  get: sessionProcedure
    .meta({ summary: 'How the caller wants the page to speak and look' })
    .output(answer(Preferences))
    .query(verb(getPreferences)),
  set: sessionProcedure
    .meta({ summary: 'Change some of that' })
    .input(SetPreferencesInput)
    .output(answer(Preferences))
    .mutation(verb(setPreferences)),
});
