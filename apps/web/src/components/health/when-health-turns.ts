import type { HealthNews } from '@portolan/contract';
import { createEffect, createMemo, on, onCleanup } from 'solid-js';
import { useLiveHealth } from '../../lib/live-health.ts';

/** What changes at once is read again once. */
const GATHER_MS = 200;

/** Calls when what matters of the news, as a text, is another than it was. What it is at first is no change. */
export function whenHealthTurns(toldBy: (news: HealthNews) => string, turn: () => void): void {
  const news = useLiveHealth();
  const told = createMemo(() => {
    const known = news();
    return known && toldBy(known);
  });
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      turn();
    }, GATHER_MS);
  };
  createEffect(on(told, (now, before) => now && before && wait()));
  onCleanup(() => clearTimeout(waiting));
}
