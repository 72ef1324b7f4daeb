import type { RefreshProgress } from '@portolan/contract';
import { Bell } from '../bell.ts';
import type { KnownRefresh } from './refresh-store.ts';

const IDLE: RefreshProgress = { state: 'idle', tablesRead: 0, tablesTotal: null };
/** How often it is looked whether the process that reads is still there. */
const LOOK_MS = 2_000;
/** Longer than those who wait need to take over from a process that is gone. */
const GIVEN_UP_SECONDS = 16;

interface Watching {
  signal: AbortSignal | undefined;
  /** The reading of the connection that was begun last. */
  look(): Promise<KnownRefresh | null>;
  /** Calls back with each change of it; answers how to stop that. */
  hear(onNews: () => void): () => void;
}

/** What the refresh of a connection is at, from the one under way or the next to its end. */
export async function* watchRun({ signal, look, hear }: Watching): AsyncGenerator<RefreshProgress, void> {
  const bell = new Bell();
  const unhear = hear(bell.ring);
  signal?.addEventListener('abort', bell.ring);
  try {
    const first = await look();
    let isUnderWay = first !== null && !hasEnded(first);
    // What has ended before is nobody's news.
    const past = isUnderWay ? null : first?.runId;
    let told = first !== null && isUnderWay ? first.progress : IDLE;
    yield told;
    while (!signal?.aborted) {
      await bell.rung(isUnderWay ? LOOK_MS : undefined);
      const known = signal?.aborted ? null : await look();
      if (known === null || known.runId === past) continue;
      isUnderWay = true;
      const progress = progressOf(known);
      if (!isSame(progress, told)) yield progress;
      told = progress;
      if (hasEnded(known)) return;
    }
  } finally {
    signal?.removeEventListener('abort', bell.ring);
    unhear();
  }
}

function hasEnded({ outcome, silentFor }: KnownRefresh): boolean {
  return outcome !== null || silentFor > GIVEN_UP_SECONDS;
}

function progressOf(known: KnownRefresh): RefreshProgress {
  if (known.outcome !== null || !hasEnded(known)) return known.progress;
  return { ...known.progress, state: 'failed', message: 'The refresh was broken off' };
}

function isSame(a: RefreshProgress, b: RefreshProgress): boolean {
  return (
    a.state === b.state && a.tablesRead === b.tablesRead && a.tablesTotal === b.tablesTotal && a.message === b.message
  );
}
