import {
  CONNECTION_KINDS,
  CONNECTION_SORTS,
  CONNECTION_STATUSES,
  type ConnectionFacetsInput,
  ENVIRONMENTS,
  HEALTH_STATUSES,
  type ListConnectionsInput,
  TAG_PATTERN,
} from '@portolan/contract';
import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import {
  choiceParam,
  listParam,
  type ParamValues,
  pageParam,
  patternParam,
  sizeParam,
  textParam,
} from '../../lib/search-params.ts';
import { isColumnId } from './columns.ts';

/** A member's id, or what stands for nobody. */
const OWNER = /^(none|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** What the URL of the list holds: all of its state. */
export const listParams = {
  search: textParam(200),
  dbType: choiceParam(CONNECTION_KINDS),
  environment: choiceParam(ENVIRONMENTS),
  tag: listParam((value) => TAG_PATTERN.test(value)),
  ownerId: patternParam(OWNER),
  credentialState: choiceParam(['sealed']),
  health: choiceParam(HEALTH_STATUSES),
  /** The deleted ones stand beside the statuses: no connection is both. */
  status: choiceParam([...CONNECTION_STATUSES, 'deleted']),
  groupBy: choiceParam(['environment', 'tag']),
  /** In place of those that the person has chosen for good. */
  columns: listParam(isColumnId),
  sortBy: choiceParam(CONNECTION_SORTS, 'createdAt'),
  sortOrder: choiceParam(['asc', 'desc'], 'desc'),
  page: pageParam(),
  pageSize: sizeParam(PAGE_SIZES, 20),
};
export type ListState = ParamValues<typeof listParams>;
export type SortKey = ListState['sortBy'];
export type ListPatch = (patch: Partial<ListState>, options?: { replace: boolean }) => void;

/** Everything that narrows the list, taken away. */
export const NO_FILTERS: Partial<ListState> = {
  search: '',
  dbType: undefined,
  environment: undefined,
  tag: [],
  ownerId: undefined,
  credentialState: undefined,
  health: undefined,
  status: undefined,
  page: 1,
};

/** What is counted for the filters: under all of them, each is told what it would show. */
export function toFacetsInput(state: ListState): ConnectionFacetsInput {
  const { search, dbType, environment, tag, ownerId, credentialState, health, status } = state;
  return {
    ...(search.trim() && { search: search.trim() }),
    ...(dbType && { dbType }),
    ...(environment && { environment }),
    ...(tag.length > 0 && { tag: [...tag] }),
    ...(ownerId && { ownerId }),
    ...(credentialState && { credentialState }),
    ...(health && { health }),
    ...(status && status !== 'deleted' && { status }),
  };
}

export function toListInput(state: ListState): ListConnectionsInput {
  const { page, pageSize, sortBy, sortOrder } = state;
  const filters = toFacetsInput(state);
  // Their order is its own: the last deleted first.
  if (state.status === 'deleted') return { ...filters, deleted: true, page, pageSize };
  return { ...filters, sortBy, sortOrder, page, pageSize };
}

/** What one looks for first in a column: the latest, or the first letters and the failing. */
const LATEST_FIRST: readonly SortKey[] = ['lastTestedAt', 'createdAt'];

/** A second click turns the order round; a new column starts with what one looks for first. */
export function nextSort(
  state: Pick<ListState, 'sortBy' | 'sortOrder'>,
  key: SortKey,
): Pick<ListState, 'sortBy' | 'sortOrder'> {
  if (state.sortBy === key) return { sortBy: key, sortOrder: state.sortOrder === 'asc' ? 'desc' : 'asc' };
  return { sortBy: key, sortOrder: LATEST_FIRST.includes(key) ? 'desc' : 'asc' };
}

export function isFiltered(state: ListState): boolean {
  return Object.keys(toFacetsInput(state)).length > 0 || state.status === 'deleted';
}
