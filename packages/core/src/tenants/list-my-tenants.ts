import { type ListTenantsInput, type MyTenant, type MyTenantPage, toPage } from '@portolan/contract';
import { byName } from '../by-name.ts';
import type { CallerContext } from '../context.ts';

/** The tenants the caller is a member of, by name: what a tenant switcher shows. An API key has its own one only. */
export async function listMyTenants(ctx: CallerContext, input: ListTenantsInput): Promise<MyTenantPage> {
  const { page, pageSize, offset } = toPage(input);
  const { userId, credential } = ctx.principal;
  if (credential.kind === 'apiKey') return onlyTenant(ctx, page, pageSize);
  return ctx.services.db.transaction({ userId }, async (em) => {
    const mine =
      'from memberships m join tenants t on t.id = m.tenant_id where m.user_id = ? and m.is_active and t.status = ?';
    const items = await em.execute<MyTenant[]>(
      `select t.id, t.name, t.slug ${mine} order by ${byName('t.name')}, t.id limit ? offset ?`,
      [userId, 'active', pageSize, offset],
    );
    const [counted] = await em.execute<{ total: number }[]>(`select count(*)::int as total ${mine}`, [
      userId,
      'active',
    ]);
    return { items, total: counted?.total ?? 0, page, limit: pageSize };
  });
}

function onlyTenant({ principal: { tenant } }: CallerContext, page: number, limit: number): MyTenantPage {
  return { items: tenant && page === 1 ? [tenant] : [], total: tenant ? 1 : 0, page, limit };
}
