import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import { choiceParam, type ParamValues, pageParam, patternParam, sizeParam } from '../../lib/search-params.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed'] as const;

/** The rules, or what was sent, all of it or by rule and outcome. */
export const listParams = {
  show: choiceParam(['sent']),
  rule: patternParam(UUID),
  status: choiceParam(DELIVERY_STATUSES),
  page: pageParam(),
  pageSize: sizeParam(PAGE_SIZES, 20),
};

export type NotificationsState = ParamValues<typeof listParams>;
export type PatchNotifications = (patch: Partial<NotificationsState>, options?: { replace?: boolean }) => void;
