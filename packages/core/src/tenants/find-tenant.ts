import { type EntityManager, type SystemDatabase, TenantEntity, type TenantRow } from '@portolan/db';
import { AppError } from '../errors.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A tenant by id or slug. */
export async function requireTenant(em: EntityManager, ref: string): Promise<TenantRow> {
  const tenant = await em.findOne(TenantEntity, UUID.test(ref) ? { id: ref } : { slug: ref });
  if (!tenant) throw new AppError('NOT_FOUND', `Tenant '${ref}' not found`);
  return tenant;
}

/** Works on a tenant while nobody else changes its state: deleting, restoring, purging and repairing take turns. */
export async function withTenant<T>(
  db: SystemDatabase,
  ref: string,
  work: (tenant: TenantRow) => Promise<T>,
): Promise<T> {
  const { id } = await db.ownerTransaction((em) => requireTenant(em, ref));
  return db.exclusive(id, async () => work(await db.ownerTransaction((em) => requireTenant(em, id))));
}
