import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import { pageParam, patternParam, sizeParam, textParam } from '../../lib/search-params.ts';

/** `of` is the service account whose keys are shown in place of the list. */
export const listParams = {
  search: textParam(200),
  of: patternParam(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  page: pageParam(),
  pageSize: sizeParam(PAGE_SIZES, 20),
};
