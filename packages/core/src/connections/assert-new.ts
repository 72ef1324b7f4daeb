import { type EntityManager, NAME_TURN } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';

const THERE = 'select from data_connections where tenant_id = ? and name = ? and deleted_at is null limit 1';

/**
 * Refuses where the tenant has a connection of a name. Names are free otherwise, so no index tells: whoever asks this way
 * waits for the others who do, until their transactions end.
 */
export async function assertNew(em: EntityManager, { tenant }: TenantContext, name: string): Promise<void> {
  const key = `${tenant.id} ${name}`;
  await em.execute(`select pg_advisory_xact_lock(${NAME_TURN}, hashtext(?))`, [key]);
  const found = await em.execute<object[]>(THERE, [tenant.id, name]);
  if (found.length === 0) return;
  throw new AppError('CONFLICT', `This tenant has a connection named '${name}' already`, {
    details: [{ path: 'name', code: 'taken', message: 'Choose another name' }],
  });
}
