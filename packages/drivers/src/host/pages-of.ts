import type { IntrospectionOutline, TablesJson } from '../driver.ts';
import type { Running } from './driver-process.ts';
import type { Report } from './protocol.ts';

type Page = IntrospectionOutline | TablesJson;
type Work = (signal: AbortSignal, onReport: (report: Report, running: Running) => void) => Promise<void>;

/**
 * The pages of an introspection, read ahead by no more than the worker may be. Leaving the iteration, by whatever way,
 * ends the call.
 */
export async function* pagesOf(work: Work, signal: AbortSignal | undefined): AsyncGenerator<Page, void> {
  const leaving = new AbortController();
  const arrived: { page: Page; running: Running }[] = [];
  let news = Promise.withResolvers<void>();
  let ended = false;
  const call = work(signal ? AbortSignal.any([signal, leaving.signal]) : leaving.signal, (report, running) => {
    if (report.type !== 'page') return;
    arrived.push({ page: report.page, running });
    news.resolve();
  }).finally(() => {
    ended = true;
    news.resolve();
  });
  // Awaited at the end; until then a failure is nobody's surprise.
  call.catch(() => {});
  try {
    while (!ended || arrived.length > 0) {
      const next = arrived.shift();
      if (next) {
        next.running.more();
        yield next.page;
      } else {
        await news.promise;
        news = Promise.withResolvers();
      }
    }
    await call;
  } finally {
    leaving.abort();
  }
}
