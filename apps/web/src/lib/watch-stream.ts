import { readEvents } from './event-stream.ts';
import { currentTenant } from './tenant-choice.ts';

const AFTER_END_MS = 500;
/** The first break is a server that starts again, or a network that has changed. */
const AFTER_BREAKS_MS = [500, 1_000, 5_000] as const;
/** The server says that it is there every 15 s. Who hears nothing for longer than two of these is not heard either. */
const SILENCE_MS = 35_000;
const LOOK_MS = 5_000;

export interface Watching<T> {
  /** The procedure, as `introspection.progress`. */
  path: string;
  input?: unknown;
  /** The server is there, and begins to tell how things are. */
  onBegin?(): void;
  onNews(news: T): void;
  /** The server is there, and nothing has changed. */
  onQuiet?(): void;
  /** Nothing more will be told: whoever listens may not. */
  onRefused?(): void;
}

/**
 * Hears a subscription of the router until the answered function is called, over ends, breaks and the sleep of the machine:
 * each beginning tells the state as it is. Who may not listen will not be heard by asking again.
 */
export function watchStream<T>(watching: Watching<T>): () => void {
  const leaving = new AbortController();
  let breaks = 0;
  const onNews = (news: T) => {
    breaks = 0;
    watching.onNews(news);
  };
  const watch = async () => {
    while (!leaving.signal.aborted) {
      const end = await listen({ ...watching, onNews }, leaving.signal).catch(() => 'broken' as const);
      if (leaving.signal.aborted) return;
      if (end === 'refused') return watching.onRefused?.();
      await wait(end === 'ended' ? AFTER_END_MS : (AFTER_BREAKS_MS[breaks++] ?? AFTER_BREAKS_MS[2]), leaving.signal);
    }
  };
  void watch();
  return () => leaving.abort();
}

async function listen<T>(
  { path, input, onBegin, onNews, onQuiet }: Watching<T>,
  leaving: AbortSignal,
): Promise<'ended' | 'broken' | 'refused'> {
  const silence = new AbortController();
  let heard = Date.now();
  // By the clock, not by a timer of that length: one that slept with the machine goes on where it was.
  const timer = setInterval(() => Date.now() - heard > SILENCE_MS && silence.abort(), LOOK_MS);
  try {
    const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    const headers = { accept: 'text/event-stream', 'x-tenant-id': currentTenant() ?? '' };
    const signal = AbortSignal.any([leaving, silence.signal]);
    const answer = await fetch(`/trpc/${path}${query}`, { headers, signal });
    if (!answer.ok || !answer.body) return endOf(answer.status);
    onBegin?.();
    for await (const { name, data } of readEvents(answer.body)) {
      heard = Date.now();
      if (leaving.aborted || name === 'return') return 'ended';
      // A subscription is answered with 200, whatever comes of it.
      if (name === 'serialized-error') return endOf(statusIn(data));
      // Held to its schema on the way out, as every answer of the server.
      if (name === 'message' && data !== '') onNews(JSON.parse(data) as T);
      else onQuiet?.();
    }
    return 'broken';
  } finally {
    clearInterval(timer);
  }
}

/** Who may not, or is not known, is refused; who asked too much, or met a fault of the server, asks again. */
function endOf(status: number): 'broken' | 'refused' {
  return status >= 500 || status === 429 ? 'broken' : 'refused';
}

/** The HTTP status of an error as the router writes it. */
export function statusIn(error: string): number {
  const { data } = JSON.parse(error) as { data?: { httpStatus?: number } };
  return data?.httpStatus ?? 500;
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const stop = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
