import { AUDIT_OUTCOMES, type ExportAuditEventsInput, isId, type ListAuditEventsInput } from '@portolan/contract';
import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import { choiceParam, type Param, type ParamValues, pageParam, sizeParam, textParam } from '../../lib/search-params.ts';

/** A calendar day as a date field writes it. */
function dayParam(): Param<string> {
  return { fallback: '', read: (raw) => (startOf(raw) ? raw : undefined) };
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

/** The first moment of a day where the reader is, or of the day after it. */
function startOf(day: string, after = 0): string | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)?.slice(1).map(Number);
  if (!parts) return undefined;
  const [year = 0, month = 0, date = 0] = parts;
  const start = new Date(year, month - 1, date);
  // The 31st of February is no day.
  if (start.getMonth() !== month - 1 || year < 1970) return undefined;
  return new Date(year, month - 1, date + after).toISOString();
}

/** Both days are in. */
export function toFilter({ action, actor, object, outcome, from, to }: ListState): ExportAuditEventsInput {
  const first = startOf(from);
  const end = startOf(to, 1);
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
