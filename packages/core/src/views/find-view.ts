import type { EntityManager } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { COLUMNS, type SavedViewRow } from './saved-view.ts';

const FIND = `
  select ${COLUMNS} from saved_views
  where tenant_id = ? and id = ? and (is_shared or user_id = ?) for update`;

/** A view that the caller sees, locked until the transaction ends; anybody else's is nowhere. */
export async function requireView(em: EntityManager, ctx: TenantContext, id: string): Promise<SavedViewRow> {
  const [row] = await em.execute<SavedViewRow[]>(FIND, [ctx.tenant.id, id, ctx.principal.userId]);
  if (!row) throw new AppError('NOT_FOUND', 'View not found');
  return row;
}
