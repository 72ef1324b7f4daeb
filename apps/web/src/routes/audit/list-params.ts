import { AUDIT_OUTCOMES, type ExportAuditEventsInput, isId, type ListAuditEventsInput } from '@portolan/contract';
import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import { choiceParam, type Param, type ParamValues, pageParam, sizeParam, textParam } from '../../lib/search-params.ts';
import { dayAfter, isDay, startOfDay } from '../../lib/start-of-day.ts';

/** A calendar day as a date field writes it. */
function dayParam(): Param<string> {
  return { fallback: '', read: (raw) => (isDay(raw) ? raw : undefined) };
}

/** The id of one object. */
function idParam(): Param<string> {
  return { fallback: '', read: (raw) => (isId(raw) ? raw : undefined) };
}

/** What the URL of the log holds. */
export const listParams = {
  action: textParam(100),
  actor: textParam(320),
  object: idParam(),
  outcome: choiceParam(AUDIT_OUTCOMES),
  from: dayParam(),
  to: dayParam(),
  page: pageParam(),
  pageSize: sizeParam(PAGE_SIZES, 20),
};
export type ListState = ParamValues<typeof listParams>;

/** Both days are in, as the reader's clocks tell them. */
export function toFilter({ action, actor, object, outcome, from, to }: ListState): ExportAuditEventsInput {
  const first = startOfDay(from)?.toISOString();
  const end = startOfDay(dayAfter(to))?.toISOString();
  return {
    ...(action && { action }),
    ...(actor.trim() && { actor: actor.trim() }),
    ...(object && { entityId: object }),
    ...(outcome && { outcome }),
    ...(first && { from: first }),
    ...(end && { to: end }),
  };
}

export function toListInput(state: ListState): ListAuditEventsInput {
  return { ...toFilter(state), page: state.page, limit: state.pageSize };
}

export function isFiltered(state: ListState): boolean {
  return Object.keys(toFilter(state)).length > 0;
}

/** Without any filter. */
export const UNFILTERED = { action: '', actor: '', object: '', outcome: undefined, from: '', to: '', page: 1 } as const;
