import pg from 'pg';
import type { Workspace } from './workspace.ts';

export const TENANTS = 1_000;
const MEMBERS = 25;
/** Sessions that the load is spread over, each of another tenant. */
const SESSIONS = 50;
const PASSWORD = 'benchmark-password';

export interface Bearer {
  /** For the product. */
  token: string;
  /** For the floor, which takes the session's id for proof. */
  sessionId: string;
}

/**
 * A thousand tenants of 25 members with the three system roles, as rows: their databases play no part in these requests
 * and would fill the disk. Answers sessions of fifty of them, opened by signing in. Until it is released, the repair of
 * the running server takes the tenants for being worked on: it would mark them as failed for want of a database.
 */
export async function fillIdentity(workspace: Workspace): Promise<{ bearers: Bearer[]; release(): Promise<void> }> {
  const client = new pg.Client({ connectionString: workspace.databaseUrl });
  await client.connect();
  await client.query(
    `insert into tenants (id, slug, name, status) select gen_random_uuid(), 'bench-' || n, 'Bench ' || n, 'active'
     from generate_series(1, ${TENANTS}) n`,
  );
  await client.query(
    `insert into roles (id, tenant_id, key, name, is_system)
     select gen_random_uuid(), t.id, r.key, r.name, true from tenants t
     cross join (select key, name from roles where tenant_id = (select id from tenants where slug = 'demo')) r
     where t.slug like 'bench-%'`,
  );
  await client.query(
    `insert into role_permissions (tenant_id, role_id, permission_id)
     select r.tenant_id, r.id, p.permission_id from roles r
     join roles d on d.key = r.key and d.tenant_id = (select id from tenants where slug = 'demo')
     join role_permissions p on p.role_id = d.id
     where r.tenant_id <> d.tenant_id`,
  );
  await client.query(
    `insert into users (id, email, password_hash, first_name, last_name)
     select gen_random_uuid(), 'person-' || t.slug || '-' || n || '@example.com', o.password_hash, 'Person', n::text
     from tenants t, generate_series(1, ${MEMBERS}) n, users o where t.slug like 'bench-%' and o.is_operator`,
  );
  await client.query(
    `insert into memberships (tenant_id, user_id)
     select t.id, u.id from tenants t join users u on u.email like 'person-' || t.slug || '-%' where t.slug like 'bench-%'`,
  );
  await client.query(
    `insert into membership_roles (tenant_id, user_id, role_id)
     select m.tenant_id, m.user_id, r.id from memberships m join users u on u.id = m.user_id
     join roles r on r.tenant_id = m.tenant_id and r.key = case when u.last_name = '1' then 'admin' else 'contributor' end
     where u.email like 'person-%'`,
  );
  await client.query("select pg_advisory_lock(727002, hashtext(id::text)) from tenants where slug like 'bench-%'");
  await client.query('analyze');
  const bearers: Bearer[] = [];
  for (let n = 1; n <= SESSIONS; n++) bearers.push(await workspace.signIn(credentials(n)));
  return { bearers, release: () => client.end() };
}

export function credentials(n: number): { username: string; password: string } {
  return { username: `person-bench-${n}-1@example.com`, password: PASSWORD };
}
