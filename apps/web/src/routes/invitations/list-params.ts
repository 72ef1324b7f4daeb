import { INVITATION_STATUSES, type ListInvitationsInput } from '@portolan/contract';
import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import { choiceParam, type ParamValues, pageParam, sizeParam, textParam } from '../../lib/search-params.ts';

/** What the URL of the list holds; `invite` opens the dialog, for `email` where one is named. */
export const listParams = {
  status: choiceParam(INVITATION_STATUSES),
  invite: choiceParam(['new']),
  email: textParam(320),
  page: pageParam(),
  pageSize: sizeParam(PAGE_SIZES, 20),
};

export function toListInput({ status, page, pageSize }: ParamValues<typeof listParams>): ListInvitationsInput {
  return { ...(status && { status }), page, limit: pageSize };
}
