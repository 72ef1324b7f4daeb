import { Bell } from '../bell.ts';
import { AppError } from '../errors.ts';
import type { RefreshOutcome } from './refresh-outcome.ts';
import { LOST_SECONDS, type RefreshPlace, type RefreshStore } from './refresh-store.ts';

/** How often it is said that somebody waits, and looked whether the process that reads is still there. */
const BEAT_MS = 2_000;

interface Following {
  store: RefreshStore;
  place: RefreshPlace;
  /** Callers of this process, and how they tell that the last of them has left. */
  wanted: { scope: string; waiting: number; onLeft: () => void };
}

/**
 * Waits for what another process reads; null where nothing comes of it: it was ended or lost, or nobody here waits any
 * more. Throws CONFLICT where other schemas are read.
 */
export async function followRefresh({ store, place, wanted }: Following): Promise<RefreshOutcome | null> {
  const bell = new Bell();
  const unhear = store.hear(place, bell.ring);
  wanted.onLeft = bell.ring;
  const callerId = crypto.randomUUID();
  let runId: string | null = null;
  try {
    while (wanted.waiting > 0) {
      const known = await store.look(place);
      if (known === null || (runId !== null && known.runId !== runId)) return null;
      if (known.scope !== wanted.scope) {
        if (known.outcome !== null) return null;
        throw otherSchemas();
      }
      if (known.outcome !== null) return 'left' in known.outcome ? null : known.outcome;
      if (known.silentFor > LOST_SECONDS) return null;
      runId = known.runId;
      await store.attend(place, runId, callerId);
      await bell.rung(BEAT_MS);
    }
    return null;
  } finally {
    unhear();
    wanted.onLeft = () => {};
    // Whoever reads misses a beat where this fails.
    if (runId !== null) await store.leave(place, callerId).catch(() => {});
  }
}

export function otherSchemas(): AppError {
  return new AppError('CONFLICT', 'A refresh with other schemas is running; wait for its end');
}
