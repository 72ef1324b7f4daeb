import type { ListUsersInput } from '@portolan/contract';
import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import { type ParamValues, pageParam, sizeParam, textParam } from '../../lib/search-params.ts';

/** What the URL of the list holds. */
export const listParams = { search: textParam(200), page: pageParam(), pageSize: sizeParam(PAGE_SIZES, 20) };

export function toListInput({ search, page, pageSize }: ParamValues<typeof listParams>): ListUsersInput {
  return { ...(search.trim() && { search: search.trim() }), page, limit: pageSize };
}
