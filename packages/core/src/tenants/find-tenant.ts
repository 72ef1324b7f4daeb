import { isId } from '@portolan/contract';
import { type EntityManager, type SystemDatabase, TenantEntity, type TenantRow } from '@portolan/db';
import { AppError } from '../errors.ts';

/** A tenant by id or slug. */
export async function requireTenant(em: EntityManager, ref: string): Promise<TenantRow> {
  const tenant = await em.findOne(TenantEntity, isId(ref) ? { id: ref } : { slug: ref });
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
