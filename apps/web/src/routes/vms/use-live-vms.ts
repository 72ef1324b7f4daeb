import type { VmChange } from '@portolan/contract';
import { useQueryClient } from '@tanstack/solid-query';
import { type Accessor, createEffect, createMemo, onCleanup } from 'solid-js';
import { isOnline } from '../../lib/online.ts';
import { useSessionControl } from '../../lib/session.tsx';
import { isPageVisible } from '../../lib/visibility.ts';
import { watchStream } from '../../lib/watch-stream.ts';
import { keepNews } from './keep-news.ts';
import { vmQueries } from './queries.ts';

/** A stream begins with all machines at once: the list is read again once for all of them. */
const GATHER_MS = 100;

export interface VmHearer {
  /** Each machine is told as it is, from here on. */
  onBegin?(): void;
  onNews(news: VmChange): void;
}

/** Hears what becomes of the machines of the tenant, as long as somebody looks. */
export function useLiveVms(isWanted: Accessor<boolean>, hears?: VmHearer): void {
  const queries = useQueryClient();
  const session = useSessionControl();
  const isHearing = createMemo(() => isWanted() && isPageVisible() && isOnline());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const readAgain = () => {
    timer = undefined;
    void queries.invalidateQueries({ queryKey: vmQueries.lists() });
  };
  const take = (news: VmChange) => {
    if (keepNews(queries, news)) timer ??= setTimeout(readAgain, GATHER_MS);
    hears?.onNews(news);
  };
  createEffect(() => {
    if (!isHearing()) return;
    // Who is refused is asked who they are: what they may do has changed, or they are signed out.
    const onBegin = () => hears?.onBegin?.();
    onCleanup(
      watchStream<VmChange>({ path: 'vms.watch', onBegin, onNews: take, onRefused: () => void session.load() }),
    );
  });
  onCleanup(() => clearTimeout(timer));
}
