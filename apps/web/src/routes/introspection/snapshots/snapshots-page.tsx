import { useParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { useSearchState } from '../../../lib/use-search-state.ts';
import { DiffPanel } from './diff-panel.tsx';
import { SnapshotList } from './snapshot-list.tsx';
import { snapshotParams } from './snapshot-params.ts';

/** What a database looked like over time, and what happened between two moments. */
export default function SnapshotsPage() {
  const params = useParams<{ id: string }>();
  const [state, patch] = useSearchState(snapshotParams);
  return (
    <Show
      when={state().a && state().b}
      fallback={<SnapshotList connectionId={params.id} state={state()} onChange={patch} />}
    >
      <DiffPanel connectionId={params.id} state={state()} onChange={patch} />
    </Show>
  );
}
