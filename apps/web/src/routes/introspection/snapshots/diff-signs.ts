import type { Change } from '@portolan/contract';

/** Each kind of change by its sign and its colour; its word is the language's. None of them stands alone. */
export const SIGNS: Record<Change['kind'], { sign: string; look: string }> = {
  added: { sign: '+', look: 'bg-ok-soft text-ok' },
  removed: { sign: '−', look: 'bg-bad-soft text-bad' },
  changed: { sign: '~', look: 'bg-accent-soft text-accent-fg' },
  renamed: { sign: '~', look: 'bg-accent-soft text-accent-fg' },
};
