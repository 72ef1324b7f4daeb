import type { SavedView } from '@portolan/contract';
import type { Statement } from '@portolan/db';
import { byName } from '../by-name.ts';
import type { TenantContext } from '../context.ts';
import { COLUMNS, type SavedViewRow, toSavedView } from './saved-view.ts';

/** $1 tenant, $2 user: both are set for row-level security before the step that reads them. */
const LIST: Statement = {
  name: 'views-list',
  text: `
    select r.* from (
      select set_config('portolan.tenant_id', $1, true)::uuid as tenant_id,
        set_config('portolan.user_id', $2, true)::uuid as user_id offset 0
    ) scope cross join lateral (
      select ${COLUMNS} from saved_views v
      where v.tenant_id = scope.tenant_id and (v.is_shared or v.user_id = scope.user_id)
      order by v.is_shared, ${byName('v.name')}, v.id
    ) r`,
};

/** The caller's own views, then those that the tenant shares, by name. */
export async function listViews(ctx: TenantContext): Promise<SavedView[]> {
  const { userId } = ctx.principal;
  const rows = await ctx.services.db.read<SavedViewRow & Record<string, unknown>>(LIST, [ctx.tenant.id, userId]);
  return rows.map((row) => toSavedView(row, userId));
}
