import { useParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { PAGE_SIZES } from '../../../lib/page-sizes.ts';
import { choiceParam, type ParamValues, pageParam, sizeParam, textParam } from '../../../lib/search-params.ts';
import { useSearchState } from '../../../lib/use-search-state.ts';
import { DiffPanel } from './diff-panel.tsx';
import { SnapshotList } from './snapshot-list.tsx';

/** `a` and `b` are the snapshots that are compared; a link to them can be shared. */
const snapshotParams = {
  a: textParam(36),
  b: textParam(36),
  only: choiceParam(['breaking']),
  page: pageParam(),
  pageSize: sizeParam(PAGE_SIZES, 20),
};
export type SnapshotsState = ParamValues<typeof snapshotParams>;
export type PatchSnapshots = (patch: Partial<SnapshotsState>, options?: { replace?: boolean }) => void;

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
