import { DENSITIES, LANGUAGES, TIME_FORMS } from './preference-facts.ts';
import { text } from './text.ts';
import * as z from './zod.ts';

/** A name of the IANA database, as the browser and `Intl` take it. */
const TimeZone = text(1, 64).check(z.refine(isTimeZone, 'Not a time zone'));

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** What a person chose, wherever they sign in. */
export const Preferences = z.strictObject({
  language: z.nullable(z.enum(LANGUAGES)),
  /** A name of the IANA database. */
  timeZone: z.nullable(z.string()),
  times: z.enum(TIME_FORMS),
  density: z.enum(DENSITIES),
  /** Of the list of connections, in their order. */
  columns: z.nullable(z.array(text(1, 40)).check(z.maxLength(30))),
});
export type Preferences = z.infer<typeof Preferences>;

/** What is left out stays. */
export const SetPreferencesInput = z.partial(z.strictObject({ ...Preferences.shape, timeZone: z.nullable(TimeZone) }));
export type SetPreferencesInput = z.infer<typeof SetPreferencesInput>;
