import { PERMISSION_CATALOGUE, SYSTEM_ROLES } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';

/** Brings the catalogue and the system roles of every tenant in line with the code; running it again changes nothing. */
export async function seedPermissions(em: EntityManager): Promise<void> {
  // Of all tenants at once: their turns would be more locks than the server has room for.
  await em.execute("set local portolan.turns = 'off'");
  await em.execute(
    `insert into permissions (id, name, module)
     select id, name, module from json_to_recordset(?::json) as seed(id text, name text, module text)
     on conflict (id) do update set name = excluded.name, module = excluded.module
     where (permissions.name, permissions.module) is distinct from (excluded.name, excluded.module)`,
    [JSON.stringify(PERMISSION_CATALOGUE)],
  );
  const pairs = SYSTEM_ROLES.flatMap(({ key, permissions }) => permissions.map((permission) => ({ key, permission })));
  await em.execute(
    `with seed as (select key, permission from json_to_recordset(?::json) as seed(key text, permission text)),
     wanted as (
       select r.tenant_id, r.id as role_id, seed.permission from roles r join seed on seed.key = r.key where r.is_system
     ),
     removed as (
       delete from role_permissions rp using roles r
       where r.id = rp.role_id and r.is_system
         and not exists (select from wanted w where w.role_id = rp.role_id and w.permission = rp.permission_id)
     )
     insert into role_permissions (tenant_id, role_id, permission_id) select * from wanted on conflict do nothing`,
    [JSON.stringify(pairs)],
  );
}
