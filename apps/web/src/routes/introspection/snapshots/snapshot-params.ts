import { PAGE_SIZES } from '../../../lib/page-sizes.ts';
import { choiceParam, type ParamValues, pageParam, sizeParam, textParam } from '../../../lib/search-params.ts';

/** `a` and `b` are the snapshots that are compared; a link to them can be shared; `show` the statements instead of the changes. */
export const snapshotParams = {
  a: textParam(36),
  b: textParam(36),
  only: choiceParam(['breaking']),
  show: choiceParam(['sql']),
  page: pageParam(),
  pageSize: sizeParam(PAGE_SIZES, 20),
};

export type SnapshotsState = ParamValues<typeof snapshotParams>;
export type PatchSnapshots = (patch: Partial<SnapshotsState>, options?: { replace?: boolean }) => void;
