import type { CreateViewInput, SavedView } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { assertMayShare } from './assert-may-share.ts';
import { nameTaken } from './name-taken.ts';
import { COLUMNS, type SavedViewRow, toSavedView } from './saved-view.ts';

/** The most that one person makes in a tenant: a list of views is answered whole. */
const MOST = 200;

const INSERT = `
  insert into saved_views (id, tenant_id, user_id, name, is_shared, state) values (?, ?, ?, ?, ?, ?::jsonb)
  returning ${COLUMNS}`;

export function createView(ctx: TenantContext, { name, shared = false, state }: CreateViewInput): Promise<SavedView> {
  const { userId } = ctx.principal;
  const created = mutate(
    ctx,
    async (em, held) => {
      if (shared) assertMayShare(held);
      await assertRoom(em, held);
      const values = [crypto.randomUUID(), held.tenant.id, userId, name, shared, JSON.stringify(state)];
      const [row] = (await em.execute<SavedViewRow[]>(INSERT, values)) as [SavedViewRow];
      const details = { name, after: { name, shared, state } };
      await recordEvent(em, held, { action: 'views:create', entityType: 'view', entityId: row.id, details });
      return toSavedView(row, userId);
    },
    { scope: { userId } },
  );
  return created.catch(nameTaken);
}

async function assertRoom(em: EntityManager, { tenant, principal }: TenantContext): Promise<void> {
  const sql = 'select count(*)::int as n from saved_views where tenant_id = ? and user_id = ?';
  const [made] = await em.execute<{ n: number }[]>(sql, [tenant.id, principal.userId]);
  if (made && made.n >= MOST) throw new AppError('CONFLICT', `You have ${MOST} views here; delete one first`);
}
