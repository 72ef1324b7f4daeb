import { type ConnectionIdInput, DIAGRAM_FORMS, DiagramLayout } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { requireConnection } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';

const FIND = 'select form, tables from diagram_layouts where tenant_id = ? and user_id = ? and connection_id = ?';

/** Where the caller has put tables in the diagrams of a connection. */
export function readLayout(ctx: TenantContext, { id }: ConnectionIdInput): Promise<DiagramLayout> {
  const { tenant, principal } = ctx;
  return ctx.services.db.transaction({ tenantId: tenant.id, userId: principal.userId }, async (em) => {
    await requireConnection(em, ctx, id);
    return storedLayout(em, ctx, id);
  });
}

/** What is stored, whole; a form of another version of the product is nothing. */
async function storedLayout(em: EntityManager, { tenant, principal }: TenantContext, id: string) {
  const rows = await em.execute<{ form: string; tables: unknown }[]>(FIND, [tenant.id, principal.userId, id]);
  const forms = DIAGRAM_FORMS.map((form) => {
    const known = DiagramLayout.shape[form].safeParse(rows.find((row) => row.form === form)?.tables);
    return [form, known.success ? known.data : []];
  });
  return Object.fromEntries(forms) as DiagramLayout;
}
