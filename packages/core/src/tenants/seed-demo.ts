import type { CreateConnectionInput } from '@portolan/contract';
import { DataConnectionEntity, TenantEntity } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import { buildConnection } from '../connections/index.ts';
import type { Services } from '../context.ts';
import { adoptTenant } from './adopt-tenant.ts';
import { provisionTenant } from './provision-tenant.ts';

/** Makes the tenant `demo` with one connection in an installation that has no tenant yet; answers whether it did. */
export async function seedDemo(
  services: Services,
  operatorId: string,
  connection: () => Promise<CreateConnectionInput>,
): Promise<boolean> {
  const tenants = await services.db.ownerTransaction((em) => em.count(TenantEntity));
  if (tenants > 0) return false;
  const input = await connection();
  await provisionTenant(
    services,
    { name: 'Demo', slug: 'demo' },
    {
      async prepare(em, { id }) {
        await adoptTenant(em, id, operatorId);
        await em.insert(DataConnectionEntity, await buildConnection(services, id, operatorId, input));
      },
      // Its log begins with it, as that of any tenant.
      settle: (em, { id, slug, name }) =>
        recordEvent(
          em,
          { services, request: { id: 'start', address: 'start', userAgent: null } },
          { action: 'tenants:create', entityType: 'tenant', entityId: id, tenantId: id, details: { slug, name } },
        ),
    },
  );
  return true;
}
