import type { ErrorDetail } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';

interface ChangeRow {
  email: string | null;
  at: string;
  details: { changed?: string[]; before?: object; after?: object; added?: string[]; removed?: string[] };
}

const MOST = 100;

/** What was changed since a version and by whom, as the audit log has it: the last change of each field. */
export async function changesSince(
  em: EntityManager,
  tenantId: string,
  { type, id }: { type: string; id: string },
  since: string,
): Promise<{ details: ErrorDetail[]; summary: string }> {
  const rows = await em.execute<ChangeRow[]>(
    `select account_email(e.actor_user_id) as email, e.details, e.details -> 'version' ->> 'to' as at
     from audit_events e
     where e.tenant_id = ? and e.entity_type = ? and e.entity_id = ? and e.outcome = 'success'
       and e.details -> 'version' ->> 'to' > ?
     order by e.seq desc limit ${MOST}`,
    [tenantId, type, id, since],
  );
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

function fieldsOf({ details }: ChangeRow): string[] {
  const { changed, before = {}, after = {}, added = [], removed = [] } = details;
  if (changed) return changed;
  if (added.length > 0 || removed.length > 0) return ['userIds'];
  const [was, is] = [before, after] as [Record<string, unknown>, Record<string, unknown>];
  return Object.keys(is).filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]));
}
