import type { EntityManager } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { changesSince } from './changes-since.ts';

interface Versioned {
  type: 'connection' | 'role' | 'service_account';
  id: string;
  updatedAt: Date;
}

/** As `Date.prototype.toISOString` writes it, so that the order of texts is that of times. */
const VERSION = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * Refuses where the caller goes by a version that is no longer the one: what they have seen was changed meanwhile. Asked
 * under the lock of the row, so that nothing changes between this and the change itself.
 */
export async function assertVersion(
  em: EntityManager,
  ctx: TenantContext,
  { type, id, updatedAt }: Versioned,
  expectedUpdatedAt?: string,
): Promise<void> {
  const current = updatedAt.toISOString();
  const expected = [
    ...(expectedUpdatedAt === undefined ? [] : [[new Date(expectedUpdatedAt).toISOString()]]),
    ...(ctx.request.ifMatch ? [ctx.request.ifMatch] : []),
  ];
  const stale = expected.find((versions) => !versions.includes(current));
  if (!stale) return;
  // The last that they have seen; a text that never was a version says nothing.
  const since = stale
    .filter((version) => VERSION.test(version) && version < current)
    .sort()
    .at(-1);
  const { details, summary } = await changesSince(em, ctx.tenant.id, { type, id }, since ?? current);
  const fallback = { path: 'updatedAt', code: 'changed', message: `Changed at ${current}` };
  throw new AppError('PRECONDITION_FAILED', `The ${type.replace('_', ' ')} was changed meanwhile${summary}`, {
    details: details.length > 0 ? details : [fallback],
    entity: { type, id },
  });
}
