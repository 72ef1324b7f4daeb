import type { RefreshProgress, SnapshotRef } from '@portolan/contract';
import { useIsMutating, useMutation, useQueryClient } from '@tanstack/solid-query';
import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';
import { type Failure, toFailure } from '../../../lib/app-error.ts';
import { api } from '../../../lib/client.ts';
import { showFailure } from '../../../lib/show-failure.ts';
import { currentTenant } from '../../../lib/tenant-choice.ts';
import { showToast } from '../../../lib/toasts.ts';
import { isPageVisible } from '../../../lib/visibility.ts';
import { introspectionQueries } from '../queries.ts';
import { t } from '../texts.ts';
import { watchProgress } from './watch-progress.ts';

export type Outcome =
  | { kind: 'read'; changed: boolean; before: string | null; after: string }
  | { kind: 'read-by-another' }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'failed-for-another'; message: string };

export interface Refresh {
  isRunning: Accessor<boolean>;
  /** How far it is, as far as the server has told. */
  progress: Accessor<RefreshProgress | null>;
  /** How the last refresh since the page was opened ended. */
  outcome: Accessor<Outcome | null>;
  run(): Promise<void>;
}

const RUNNING = new Set<RefreshProgress['state']>(['connecting', 'reading']);

/** Reads a database anew, and tells of every reading of it, whoever asked for it. It goes on when the page is left. */
export function useRefresh(connection: { id: string; name: string }, snapshot: Accessor<SnapshotRef>): Refresh {
  const { id, name } = connection;
  const queries = useQueryClient();
  const mutationKey = [...introspectionQueries.of(id), 'refresh'];
  const [progress, setProgress] = createSignal<RefreshProgress | null>(null);
  const [outcome, setOutcome] = createSignal<Outcome | null>(null);
  const asked = useIsMutating(() => ({ mutationKey }));
  const refresh = useMutation(() => ({ mutationKey, mutationFn: () => api.introspection.refresh.mutate({ id }) }));
  const isRunning = () => asked() > 0 || RUNNING.has(progress()?.state ?? 'idle');
  let mine = false;
  let gone = false;
  onCleanup(() => {
    gone = true;
  });

  const readAgain = async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: introspectionQueries.of(id) }),
      queries.invalidateQueries({ queryKey: introspectionQueries.searches }),
    ]);
  };

  const run = async () => {
    if (isRunning()) return;
    const tenant = currentTenant();
    const before = snapshot()?.id ?? null;
    mine = true;
    setOutcome(null);
    try {
      const { snapshot: taken, changed } = await refresh.mutateAsync();
      // What concerns another tenant by now is said to nobody.
      if (currentTenant() !== tenant) return;
      await readAgain();
      setOutcome({ kind: 'read', changed, before, after: taken.id });
      if (gone) showToast({ tone: 'ok', title: t().wasRead(name), text: changed ? t().hasChanged : undefined });
    } catch (error) {
      const failure = toFailure(error);
      setOutcome({ kind: 'failed', failure });
      if (gone && currentTenant() === tenant) showFailure(t().wasNotRead(name), error, run);
    }
  };

  const onNews = (news: RefreshProgress) => {
    const wasRunning = RUNNING.has(progress()?.state ?? 'idle');
    setProgress(news);
    const own = mine || asked() > 0;
    if (RUNNING.has(news.state)) {
      if (!own && !wasRunning) setOutcome(null);
      return;
    }
    // What this page asked for answers by itself, maybe before its news have come: until its end they are its own.
    mine = asked() > 0;
    if (own || !wasRunning) return;
    if (news.state === 'done') void readAgain().then(() => setOutcome({ kind: 'read-by-another' }));
    if (news.state === 'failed') setOutcome({ kind: 'failed-for-another', message: news.message ?? t().failed });
  };
  createEffect(() => {
    // A browser opens few connections to one server: tabs in the background keep none.
    if (isPageVisible()) onCleanup(watchProgress(id, onNews));
    else setProgress(null);
  });

  return { isRunning, progress, outcome, run };
}
