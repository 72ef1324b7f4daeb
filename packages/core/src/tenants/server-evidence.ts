import { isDatabaseFailure, type SystemDatabase, type TenantDatabases } from '@portolan/db';

export interface Databases {
  db: SystemDatabase;
  tenantDatabases: TenantDatabases;
}

/** What an unmarked database tells of whose it is: our own events, another's, or none. */
export type Evidence = 'ours' | 'foreign' | 'none';

const NEWEST = 50;

/** Whether the activity log of a tenant's database was copied from the audit events that this installation has of them. */
export async function evidenceOf(
  { db, tenantDatabases }: Databases,
  tenant: { id: string; slug: string },
): Promise<Evidence> {
  const ids = await newestActivity(tenantDatabases, tenant.slug);
  if (ids.length === 0) return 'none';
  const known = await db.ownerTransaction((em) =>
    em.execute<object[]>(
      'select from audit_events where tenant_id = ? and id in (select jsonb_array_elements_text(?::jsonb)::uuid) limit 1',
      [tenant.id, JSON.stringify(ids)],
    ),
  );
  return known.length > 0 ? 'ours' : 'foreign';
}

async function newestActivity(tenantDatabases: TenantDatabases, slug: string): Promise<string[]> {
  const read = tenantDatabases.look(slug, async (em) => {
    const [table] = await em.execute<{ here: boolean }[]>("select to_regclass('activity_log') is not null as here");
    if (!table?.here) return [];
    const sql = 'select id from activity_log order by created_at desc nulls last limit ?';
    return (await em.execute<{ id: string }[]>(sql, [NEWEST])).map(({ id }) => id);
  });
  // One that cannot be opened says nothing; a server that is away is no answer at all.
  return read.catch((error: unknown) => {
    if (isDatabaseFailure(error)) throw error;
    return [];
  });
}
