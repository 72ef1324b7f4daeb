import type { SetDiagramLayoutInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import { requireConnection } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';

const UPSERT = `
  insert into diagram_layouts (tenant_id, user_id, connection_id, form, tables) values (?, ?, ?, ?, ?::jsonb)
  on conflict (tenant_id, user_id, connection_id, form) do update set tables = excluded.tables, updated_at = now()`;

/** Keeps where the caller has put tables, in one form of the diagrams of a connection. */
export async function setLayout(ctx: TenantContext, { id, form, tables }: SetDiagramLayoutInput): Promise<void> {
  const { userId } = ctx.principal;
  await mutate(
    ctx,
    async (em, held) => {
      const { name } = await requireConnection(em, held, id);
      await em.execute(UPSERT, [held.tenant.id, userId, id, form, JSON.stringify(tables)], 'run');
      const details = { name, form, tables: tables.length };
      await recordEvent(em, held, {
        action: 'introspection:setLayout',
        entityType: 'connection',
        entityId: id,
        details,
      });
    },
    { scope: { userId } },
  );
}
