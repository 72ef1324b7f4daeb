import type { ConnectionDeleter } from '@portolan/contract';
import type { Statement } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { SCOPE } from '../paged-read.ts';

/** Members and those who are none any more, of whom nothing but the address is told: a function of the owner's knows it. */
const DELETERS: Statement = {
  name: 'connections-deleters',
  text: `
    select r.* from ${SCOPE} cross join lateral (
      select d.id, account_email(d.id) as email, (
        select nullif(concat_ws(' ', u.first_name, u.last_name), '') from users u
        join memberships m on m.user_id = u.id and m.tenant_id = scope.tenant_id
        where u.id = d.id
      ) as name from (
        select distinct c.deleted_by_user_id as id from data_connections c
        where c.tenant_id = scope.tenant_id and c.deleted_at is not null and c.deleted_by_user_id is not null
      ) d order by 2
    ) r`,
};

/** Whoever deleted a connection that can still be restored. */
export function listDeleters(ctx: TenantContext): Promise<ConnectionDeleter[]> {
  return ctx.services.db.read<ConnectionDeleter>(DELETERS, [ctx.tenant.id]);
}
