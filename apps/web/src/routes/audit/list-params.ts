import { AUDIT_OUTCOMES, type ExportAuditEventsInput, type ListAuditEventsInput } from '@portolan/contract';
import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import { choiceParam, type Param, type ParamValues, pageParam, sizeParam, textParam } from '../../lib/search-params.ts';

export const OUTCOMES = AUDIT_OUTCOMES;

/** A calendar day as a date field writes it. */
function dayParam(): Param<string> {
  return { fallback: '', read: (raw) => (startOf(raw) ? raw : undefined) };
}

/** What the URL of the log holds. */
export const listParams = {
  action: textParam(100),
  actor: textParam(320),
  outcome: choiceParam(OUTCOMES),
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
export function toFilter({ action, actor, outcome, from, to }: ListState): ExportAuditEventsInput {
  const first = startOf(from);
  const end = startOf(to, 1);
  return {
    ...(action && { action }),
    ...(actor.trim() && { actor: actor.trim() }),
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

/** What can be asked for by name: all of an area, or one action of it. Refused calls bear the names of others too. */
export const AREAS: readonly { area: string; label: string; actions: readonly string[] }[] = [
  { area: 'connections', label: 'Connections', actions: ['create', 'update', 'delete', 'restore', 'test'] },
  { area: 'users', label: 'Users', actions: ['setActive', 'remove'] },
  { area: 'roles', label: 'Roles', actions: ['create', 'update', 'delete', 'setUsers'] },
  { area: 'invitations', label: 'Invitations', actions: ['create', 'resend', 'revoke', 'accept', 'decline'] },
  { area: 'apiKeys', label: 'API keys', actions: ['create', 'revoke'] },
  { area: 'tenants', label: 'Tenant', actions: ['create', 'delete', 'restore'] },
  { area: 'audit', label: 'Audit log', actions: [] },
];

/** "set users" for `setUsers`. */
export function actionWords(action: string): string {
  return action.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
