import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';

/** What was deleted is shown to those who may bring it back. */
export function assertMayList(ctx: TenantContext, { deleted }: { deleted?: boolean | undefined }): void {
  if (!deleted || ctx.principal.permissions.has('connections:delete')) return;
  throw new AppError('FORBIDDEN', `This needs the permission connections:delete in ${ctx.tenant.name}`);
}
