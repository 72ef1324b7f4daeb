import type { Permission } from '@portolan/contract';
import type { CallerContext } from '../context.ts';
import { AppError } from '../errors.ts';

/** No one grants what they lack: refuses a set of permissions that goes beyond the caller's own. */
export function assertGrantable(
  ctx: CallerContext,
  permissions: readonly Permission[],
  entity?: { type: string; id: string },
): void {
  const lacking = permissions.filter((permission) => !ctx.principal.permissions.has(permission));
  if (lacking.length === 0) return;
  throw new AppError('FORBIDDEN', `You cannot grant what you do not hold yourself: ${lacking.join(', ')}`, {
    details: lacking.map((id) => ({ path: 'permissionIds', code: 'not_held', message: id })),
    ...(entity ? { entity } : {}),
  });
}
