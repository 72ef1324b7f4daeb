import { INCIDENT_STATUSES, isId, type ListIncidentsInput, TEAMS } from '@portolan/contract';
import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import { choiceParam, type Param, type ParamValues, pageParam, sizeParam } from '../../lib/search-params.ts';

function idParam(): Param<string> {
  return { fallback: '', read: (raw) => (isId(raw) ? raw : undefined) };
}

/** What the URL of the list holds; `incident` is the one that is open. */
export const listParams = {
  status: choiceParam(INCIDENT_STATUSES),
  team: choiceParam(TEAMS),
  connection: idParam(),
  incident: idParam(),
  page: pageParam(),
  pageSize: sizeParam(PAGE_SIZES, 20),
};
export type ListState = ParamValues<typeof listParams>;

export function toListInput({ status, team, connection, page, pageSize }: ListState): ListIncidentsInput {
  return {
    ...(status && { status }),
    ...(team && { team }),
    ...(connection && { connectionId: connection }),
    page,
    limit: pageSize,
  };
}

export function isFiltered({ status, team, connection }: ListState): boolean {
  return Boolean(status || team || connection);
}

/** Without any filter. */
export const UNFILTERED = { status: undefined, team: undefined, connection: '', page: 1 } as const;
