import type { Permission } from '@portolan/contract';
import type { ApiKeyRow, EntityManager } from '@portolan/db';
import { ApiKeyEntity, FOR_UPDATE } from '@portolan/db';
import type { CallerContext, TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { notInTenant } from '../not-in-tenant.ts';

/** Whom a key works as, seen from the caller. */
export type Whose = 'own' | 'service' | 'other';

/** A key of the tenant that is not revoked, locked until the transaction ends, and whose it is. */
export async function requireKey(
  em: EntityManager,
  ctx: TenantContext,
  id: string,
): Promise<{ key: ApiKeyRow; whose: Whose }> {
  const where = { id, tenantId: ctx.tenant.id, revokedAt: null };
  const key = await em.findOne(ApiKeyEntity, where, { lockMode: FOR_UPDATE });
  if (!key) throw await notInTenant(em, ctx, { type: 'api_key', id });
  return { key, whose: await whoseIs(em, ctx, key.userId) };
}

export async function whoseIs(em: EntityManager, { principal }: CallerContext, userId: string): Promise<Whose> {
  if (userId === principal.userId) return 'own';
  const service = await em.execute('select from service_accounts where user_id = ?', [userId]);
  return service.length > 0 ? 'service' : 'other';
}

/** Refuses whoever may not do this with a key of theirs, of a service account, or of somebody else. */
export function assertMayManage(
  { principal }: CallerContext,
  id: string,
  whose: Whose,
  by: Record<Whose, readonly Permission[]>,
): void {
  if (by[whose].some((permission) => principal.permissions.has(permission))) return;
  const needs = by[whose].length > 0 ? `; that needs ${by[whose].join(' or ')}` : '';
  throw new AppError('FORBIDDEN', `${REFUSED[whose]}${needs}`, { entity: { type: 'api_key', id } });
}

const REFUSED: Record<Whose, string> = {
  own: 'You may not do this with your key',
  service: 'This key is one of a service account',
  other: 'This key works as somebody else',
};

/** A key that leaked must not be able to outlive itself in another. */
export function assertPerson({ principal }: CallerContext): void {
  if (principal.credential.kind !== 'apiKey') return;
  throw new AppError('FORBIDDEN', 'An API key cannot make or rotate keys; sign in and do it yourself');
}
