import type { Change } from '@portolan/contract';

/** Each kind of change by its sign, its word and its colour: none of them stands alone. */
export const SIGNS: Record<Change['kind'], { sign: string; word: string; look: string }> = {
  added: { sign: '+', word: 'Added', look: 'bg-ok-soft text-ok' },
  removed: { sign: '−', word: 'Removed', look: 'bg-bad-soft text-bad' },
  changed: { sign: '~', word: 'Changed', look: 'bg-accent-soft text-accent-fg' },
  renamed: { sign: '~', word: 'Renamed', look: 'bg-accent-soft text-accent-fg' },
};
