import type { ErrorDetail } from '@portolan/contract';
import { createSignal } from 'solid-js';
import type { Failure } from './app-error.ts';

const MOST_ATTEMPTS = 3;

export type Side = 'mine' | 'theirs';

/** One thing that is not as it was when the form was opened. */
export interface Conflict {
  name: string;
  label: string;
  /** Null where nothing was typed that could be kept. */
  mine: string | null;
  theirs: string;
  side: Side;
  /** Who changed it, and when. */
  by?: string | undefined;
}

interface ConflictOptions<T> {
  /** What is stored now. */
  load(): Promise<T>;
  /** What the form began with, and goes by from now on; answers what differs from what was typed. `changes` say who did it. */
  rebase(current: T, changes: readonly ErrorDetail[]): Conflict[];
  /** Puts the value of a side into the form. */
  choose(name: string, side: Side): void;
}

/** What a form does when somebody else has saved first. */
export function useConflicts<T>(options: ConflictOptions<T>) {
  const [told, setTold] = createSignal<{ message: string; conflicts: readonly Conflict[] }>();
  let attempts = 0;

  /** Whether there is nothing to choose, so that the same may be sent again at once. */
  const meet = async (failure: Failure): Promise<boolean> => {
    const conflicts = options.rebase(await options.load(), failure.issues);
    for (const { name, side } of conflicts) options.choose(name, side);
    if (conflicts.length === 0 && ++attempts < MOST_ATTEMPTS) return true;
    setTold({ message: failure.message, conflicts });
    return false;
  };
  const choose = (name: string, side: Side) => {
    options.choose(name, side);
    setTold(
      (now) => now && { ...now, conflicts: now.conflicts.map((one) => (one.name === name ? { ...one, side } : one)) },
    );
  };
  return { told, meet, choose };
}
