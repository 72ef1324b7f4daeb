import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';

/** What everybody in the tenant sees is for those who shape its connections. */
export function assertMayShare(ctx: TenantContext): void {
  if (ctx.principal.permissions.has('connections:write')) return;
  throw new AppError('FORBIDDEN', `Shared views need the permission connections:write in ${ctx.tenant.name}`);
}
