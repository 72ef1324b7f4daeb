import { QueryClientProvider } from '@tanstack/solid-query';
import { onCleanup, type ParentProps } from 'solid-js';
import { healthHeardAt } from '../lib/live-health.ts';
import { resetPageTitle } from '../lib/page-title.ts';
import { createQueryClient } from '../lib/query.ts';
import { useSessionControl } from '../lib/session.tsx';
import { setShownData } from '../lib/shown-data.ts';
import { onEnter } from '../lib/tenant-choice.ts';
import { clearToasts } from '../lib/toasts.ts';

/** What has been read inside: forgotten on leaving, and on the way into another tenant. */
export function Queries(props: ParentProps) {
  const session = useSessionControl();
  const client = createQueryClient({
    onExpired: () => {
      session.end('expired');
      client.clear();
      clearToasts();
    },
    onForbidden: () => void session.load(),
  });
  const cache = client.getQueryCache();
  setShownData({
    oldest() {
      const shown = cache.getAll().filter((query) => query.isActive() && query.state.data !== undefined);
      const times = shown.map((query) => query.state.dataUpdatedAt);
      const heard = healthHeardAt();
      if (heard !== null) times.push(heard);
      return times.length > 0 ? Math.min(...times) : null;
    },
    subscribe: (listener) => cache.subscribe(listener),
  });
  onCleanup(() => setShownData(null));
  const forget = () => {
    void client.cancelQueries();
    client.clear();
  };
  onCleanup(forget);
  onCleanup(
    onEnter(() => {
      forget();
      clearToasts();
      resetPageTitle();
    }),
  );
  return <QueryClientProvider client={client}>{props.children}</QueryClientProvider>;
}
