import type { NotificationFilter, NotificationTargetInput } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import type { Services, TenantContext } from '../context.ts';
import { AppError, invalid } from '../errors.ts';
import { idArray } from '../id-array.ts';
import { notInTenant } from '../not-in-tenant.ts';
import { isUniqueViolation } from '../unique-violation.ts';

const REFUSED = 'The egress policy of this installation does not allow this destination';

/** Asked before anything is changed, as names are looked up for it. */
export async function assertMaySend(
  { webhooks }: Pick<Services, 'webhooks'>,
  target: NotificationTargetInput | undefined,
): Promise<void> {
  if (target?.type === 'webhook' && !(await webhooks.may(target.url))) throw invalid('target.url', REFUSED);
}

const MISSING = `
  select id from unnest(?::uuid[]) as wanted(id)
  where not exists (select from data_connections c where c.tenant_id = ? and c.id = wanted.id and c.deleted_at is null)
  limit 1`;

/** Chosen connections are those of the tenant. */
export async function assertOwnConnections(
  em: EntityManager,
  ctx: TenantContext,
  filter: NotificationFilter | undefined,
): Promise<void> {
  if (filter?.type !== 'connections') return;
  const [missing] = await em.execute<{ id: string }[]>(MISSING, [idArray(filter.ids), ctx.tenant.id]);
  if (missing) throw await notInTenant(em, ctx, { type: 'connection', id: missing.id });
}

/** As the database writes ids: a caller may spell them in capitals. */
export function storedFilter(filter: NotificationFilter): NotificationFilter {
  return filter.type === 'connections' ? { ...filter, ids: filter.ids.map((id) => id.toLowerCase()) } : filter;
}

export function ruleNameTaken(error: unknown): never {
  const message = 'There is a notification rule of this name already';
  const details = [{ path: 'name', code: 'taken', message }];
  if (isUniqueViolation(error)) throw new AppError('CONFLICT', message, { details });
  throw error;
}
