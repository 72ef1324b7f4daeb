import type { ErrorDetail } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';

interface ChangeRow {
  email: string | null;
  at: string;
  type: string;
  details: { changed?: string[]; before?: object; after?: object; added?: string[]; removed?: string[] };
}

const MOST = 100;

/** Times of the log are those of its writers, whose clocks may differ; a role is also changed by who joins with it or leaves. */
const statement = `
  select account_email(e.actor_user_id) as email, e.details, e.entity_type as type,
    coalesce(e.details -> 'version' ->> 'to', to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as at
  from audit_events e
  where e.tenant_id = ? and e.created_at > ?::timestamptz - interval '1 minute' and e.outcome = 'success' and (
    (e.entity_type = ? and e.entity_id = ? and e.details -> 'version' ->> 'to' > ?)
    or (? = 'role' and e.action in ('invitations:accept', 'users:remove') and e.created_at > ?::timestamptz
      and (e.details ->> 'roleId' = ? or e.details -> 'roleIds' @> to_jsonb(?::text))))
  order by e.seq desc limit ${MOST}`;

/** What was changed since a version and by whom, as the audit log has it: the last change of each field. */
export async function changesSince(
  em: EntityManager,
  tenantId: string,
  { type, id }: { type: string; id: string },
  since: string,
): Promise<{ details: ErrorDetail[]; summary: string }> {
  const rows = await em.execute<ChangeRow[]>(statement, [tenantId, since, type, id, since, type, since, id, id]);
  const last = new Map<string, ChangeRow>();
  for (const row of rows) {
    for (const field of fieldsOf(row)) if (!last.has(field)) last.set(field, row);
  }
  const details = [...last].map(([path, { email, at }]) => {
    return { path, code: 'changed', message: `Changed by ${email ?? 'the installation'} at ${at}` };
  });
  const people = [...new Set([...last.values()].map(({ email }) => email ?? 'the installation'))];
  const summary = people.length === 0 ? '' : ` by ${people.join(', ')}`;
  return { details, summary };
}

function fieldsOf({ type, details }: ChangeRow): string[] {
  if (type === 'invitation' || type === 'user') return ['userIds'];
  const { changed, before = {}, after = {}, added = [], removed = [] } = details;
  if (changed) return changed;
  if (added.length > 0 || removed.length > 0) return ['userIds'];
  const [was, is] = [before, after] as [Record<string, unknown>, Record<string, unknown>];
  return Object.keys(is).filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]));
}
