import type { SavedView, UpdateViewInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { assertMayShare } from './assert-may-share.ts';
import { requireView } from './find-view.ts';
import { nameTaken } from './name-taken.ts';
import { COLUMNS, type SavedViewRow, toSavedView } from './saved-view.ts';

const UPDATE = `
  update saved_views set name = ?, is_shared = ?, state = ?::jsonb, updated_at = now() where tenant_id = ? and id = ?
  returning ${COLUMNS}`;

/** One's own view, or a shared one of whoever may share. It becomes private again by its maker alone: nobody else has it then. */
export function updateView(ctx: TenantContext, input: UpdateViewInput): Promise<SavedView> {
  const { userId } = ctx.principal;
  const updated = mutate(
    ctx,
    async (em, held) => {
      if (input.shared) assertMayShare(held);
      const former = await requireView(em, held, input.id);
      if (former.isShared) assertMayShare(held);
      const { name = former.name, shared = former.isShared, state = former.state } = input;
      if (!shared && former.userId !== userId) {
        throw new AppError('FORBIDDEN', 'Only who made a view can make it private again');
      }
      const values = [name, shared, JSON.stringify(state), held.tenant.id, former.id];
      const [row] = (await em.execute<SavedViewRow[]>(UPDATE, values)) as [SavedViewRow];
      const before = { name: former.name, shared: former.isShared, state: former.state };
      const details = { name, before, after: { name, shared, state } };
      await recordEvent(em, held, { action: 'views:update', entityType: 'view', entityId: row.id, details });
      return toSavedView(row, userId);
    },
    { scope: { userId } },
  );
  return updated.catch(nameTaken);
}
