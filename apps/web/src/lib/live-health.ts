import type { HealthNews } from '@portolan/contract';
import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import { isOnline } from './online.ts';
import { useCan, useSessionControl } from './session.tsx';
import { isPageVisible } from './visibility.ts';
import { watchStream } from './watch-stream.ts';

const [state, setState] = createStore<{ news: HealthNews | null }>({ news: null });
const [heardAt, setHeardAt] = createSignal<number | null>(null);
const listeners = new Set<(news: HealthNews) => void>();
let users = 0;
let hearing = 0;
let stop = () => {};

/** When the server last said that this is how things are; null where nobody shows it. */
export { heardAt as healthHeardAt };

/**
 * How the connections of the tenant are, and which incidents are open, as it changes: null until it is first told, and for
 * whoever may not see connections. All parts of a tab hear one stream, from the first that asks to the last. A tab that
 * nobody sees lets go of it, as a browser opens few connections to one server, and whoever comes back, from sleep or
 * without a network too, is told the state anew.
 */
export function useLiveHealth(): Accessor<HealthNews | null> {
  const can = useCan();
  const session = useSessionControl();
  const wants = createMemo(() => isPageVisible() && isOnline() && can('connections:read'));
  users += 1;
  createEffect(() => {
    // Who is refused is asked who they are: what they may do has changed, or they are signed out.
    if (wants()) onCleanup(hear(() => void session.load()));
  });
  onCleanup(() => {
    users -= 1;
    // The next one may be somebody else, or in another tenant.
    if (users === 0) forget();
  });
  return () => state.news;
}

/** Calls with each of the news, for what is read again when something has changed. The parts hear as by `useLiveHealth`. */
export function useHealthNews(onNews: (news: HealthNews) => void): void {
  useLiveHealth();
  listeners.add(onNews);
  onCleanup(() => listeners.delete(onNews));
}

function hear(onRefused: () => void): () => void {
  hearing += 1;
  if (hearing === 1) stop = watchStream({ path: 'health.live', onNews: keep, onQuiet: mark, onRefused });
  return () => {
    hearing -= 1;
    if (hearing === 0) stop();
  };
}

function keep(news: HealthNews): void {
  // What is still there keeps its place on the page, and the focus in it.
  setState('news', reconcile(news));
  mark();
  for (const listener of listeners) listener(news);
}

function mark(): void {
  // The first sign of the server comes before what it has to say.
  if (state.news !== null) setHeardAt(Date.now());
}

function forget(): void {
  setState('news', null);
  setHeardAt(null);
}
