import { spoken } from '../../../lib/format.ts';

// A day of the history is one of UTC, whatever the time zone of the person.
const day = spoken((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' }));
const days = spoken((tag) => new Intl.NumberFormat(tag, { style: 'unit', unit: 'day', unitDisplay: 'long' }));

/** "12 Nov 2026" */
export const dayText = (iso: string): string => day().format(new Date(iso));

/** "3 days" */
export const daysInWords = (count: number): string => days().format(count);
