import type { VmLogLevel, VmLogLine, VmLogNews } from '@portolan/contract';
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import { isOnline } from '../../../lib/online.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { useSessionControl } from '../../../lib/session.tsx';
import { isPageVisible } from '../../../lib/visibility.ts';
import { watchStream } from '../../../lib/watch-stream.ts';
import { vmQueries } from '../queries.ts';
import { caughtUp, EMPTY_PANE, type LogPane, MOST, withNews } from './log-pane.ts';

export interface LiveLog {
  lines: Accessor<readonly VmLogLine[] | undefined>;
  /** How many were written since it is read further up. */
  waiting: Accessor<number>;
  isFollowing: Accessor<boolean>;
  setFollowing(isFollowing: boolean): void;
  /** Why there is nothing to be seen; null where there is. */
  failure: Accessor<unknown>;
  retry(): void;
}

/** The log of a machine from a level on, and what is written to it as long as somebody looks. */
export function useLiveLog(id: string, asked: Accessor<VmLogLevel>): LiveLog {
  const session = useSessionControl();
  const level = createMemo(asked);
  const [pane, setPane] = createSignal<LogPane>(EMPTY_PANE);
  const [isFollowing, setFollowing] = createSignal(true);
  const first = useLiveQuery(() => vmQueries.logs({ id, limit: MOST, level: level() }));
  const hears = createMemo(() => isPageVisible() && isOnline());
  const take = (news: VmLogNews) => setPane((before) => withNews(before, news, isFollowing()));
  createEffect(on(level, () => setPane(EMPTY_PANE), { defer: true }));
  createEffect(() => {
    if (!hears()) return;
    const input = { id, limit: MOST, level: level() };
    onCleanup(
      watchStream<VmLogNews>({ path: 'vms.watchLogs', input, onNews: take, onRefused: () => void session.load() }),
    );
  });
  return {
    lines: () => pane().shown ?? first.data,
    waiting: () => pane().waiting.length,
    isFollowing,
    setFollowing(follows) {
      setFollowing(follows);
      if (follows) setPane(caughtUp);
    },
    failure: () => (first.isError && !first.data && !pane().shown ? first.error : null),
    retry: () => void first.refetch(),
  };
}
