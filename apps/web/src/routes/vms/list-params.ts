import type { ListVmsInput } from '@portolan/contract';
import { VM_STATUSES } from '@portolan/contract';
import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import { choiceParam, type ParamValues, pageParam, sizeParam, textParam } from '../../lib/search-params.ts';

/** What the URL of the list holds; `machine` asks for a new one. */
export const listParams = {
  search: textParam(200),
  status: choiceParam(VM_STATUSES),
  page: pageParam(),
  pageSize: sizeParam(PAGE_SIZES, 20),
  machine: choiceParam(['new']),
};
export type ListState = ParamValues<typeof listParams>;

export function toListInput({ search, status, page, pageSize }: ListState): ListVmsInput {
  return { ...(search && { search }), ...(status && { status }), page, limit: pageSize };
}

export function isFiltered({ search, status }: ListState): boolean {
  return Boolean(search || status);
}

/** Without any filter. */
export const UNFILTERED = { search: '', status: undefined, page: 1 } as const;
