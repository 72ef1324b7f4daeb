import { ComputeError } from '../compute-error.ts';
import type { HypervisorEvent } from '../hypervisor.ts';
import type { Report } from './protocol.ts';

type Watch = (signal: AbortSignal, report: (report: Report) => void) => Promise<unknown>;

/** The events of a watch as they come. Whatever ends it before its signal is told as its last event. */
export async function* eventsOf(watch: Watch, signal: AbortSignal): AsyncGenerator<HypervisorEvent, void> {
  const leaving = new AbortController();
  const arrived: HypervisorEvent[] = [];
  let news = Promise.withResolvers<void>();
  let ended = false;
  const until = AbortSignal.any([signal, leaving.signal]);
  const tell = (event: HypervisorEvent) => {
    arrived.push(event);
    news.resolve();
  };
  watch(until, (report) => report.type === 'event' && tell(report.event))
    .catch((error: unknown) => {
      if (until.aborted) return;
      tell({ type: 'lost', message: error instanceof ComputeError ? error.message : 'The hypervisor was lost' });
    })
    .finally(() => {
      ended = true;
      news.resolve();
    });
  try {
    while (!signal.aborted) {
      const event = arrived.shift();
      if (event) yield event;
      else if (ended) return;
      else {
        await news.promise;
        news = Promise.withResolvers();
      }
    }
  } finally {
    leaving.abort();
  }
}
