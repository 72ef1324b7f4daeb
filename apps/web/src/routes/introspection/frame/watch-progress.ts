import type { RefreshProgress } from '@portolan/contract';
import { currentTenant } from '../../../lib/tenant-choice.ts';
import { readEvents } from './event-stream.ts';

const AFTER_END_MS = 500;
const AFTER_BREAK_MS = 5000;

/**
 * Tells how far the refresh of a connection is, whoever started it, until the answered function is called. The server
 * ends what it tells with the refresh; then the next one is waited for.
 */
export function watchProgress(id: string, onNews: (progress: RefreshProgress) => void): () => void {
  const leaving = new AbortController();
  const watch = async () => {
    while (!leaving.signal.aborted) {
      const end = await listen(id, onNews, leaving.signal).catch(() => 'broken' as const);
      // Who may not listen will not be heard by asking again.
      if (end === 'refused') return;
      await wait(end === 'ended' ? AFTER_END_MS : AFTER_BREAK_MS, leaving.signal);
    }
  };
  void watch();
  return () => leaving.abort();
}

async function listen(
  id: string,
  onNews: (progress: RefreshProgress) => void,
  signal: AbortSignal,
): Promise<'ended' | 'broken' | 'refused'> {
  const input = encodeURIComponent(JSON.stringify({ id }));
  const headers = { accept: 'text/event-stream', 'x-tenant-id': currentTenant() ?? '' };
  const answer = await fetch(`/trpc/introspection.progress?input=${input}`, { headers, signal });
  if (!answer.ok || !answer.body) return answer.status >= 500 ? 'broken' : 'refused';
  for await (const { name, data } of readEvents(answer.body)) {
    if (signal.aborted || name === 'return') return 'ended';
    // Held to its schema on the way out, as every answer of the server.
    if (name === 'message') onNews(JSON.parse(data) as RefreshProgress);
  }
  return 'broken';
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
